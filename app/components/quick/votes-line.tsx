import { useTranslation } from "react-i18next";
import type { Board } from "#app/domain/quick-poll/read-board.ts";
import { Notice } from "../notice.tsx";
import { useFormat } from "../use-format.ts";

type VotesLineProps = Pick<Board, "votes" | "crowded" | "repeated">;

/** How many votes there are, what they are, and what is doubtful about them: never without the second. */
export function VotesLine({ votes, crowded, repeated }: VotesLineProps) {
  const { t } = useTranslation("quick");
  const format = useFormat();
  const amount = (count: number) => ({ count, amount: format.number(count) });
  return (
    <div className="quick-votes">
      <p>
        <strong className="numeric">{t("votesAll", amount(votes))}</strong> <span>{t("honest")}</span>
      </p>
      {(crowded > 0 || repeated > 0) && (
        <Notice tone="warning" title={t("suspicious.title")}>
          {crowded > 0 && <p>{t("suspicious.crowded", amount(crowded))}</p>}
          {repeated > 0 && <p>{t("suspicious.repeated", amount(repeated))}</p>}
        </Notice>
      )}
    </div>
  );
}
