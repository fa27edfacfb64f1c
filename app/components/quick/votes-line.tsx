import { useTranslation } from "react-i18next";
import type { Board } from "#app/domain/quick-poll/read-board.ts";
import { Notice } from "../notice.tsx";
import { useFormat } from "../use-format.ts";

interface VotesLineProps extends Pick<Board, "votes" | "crowded" | "repeated"> {
  /** On the wall of a meeting, which has one address: said as well, but not louder than the answers. */
  quiet?: boolean;
}

/** How many votes there are, what they are, and what is doubtful about them: never without the second. */
export function VotesLine({ votes, crowded, repeated, quiet = false }: VotesLineProps) {
  const { t } = useTranslation("quick");
  const format = useFormat();
  const amount = (count: number) => ({ count, amount: format.number(count) });
  const doubts = [
    ...(crowded > 0 ? [t("suspicious.crowded", amount(crowded))] : []),
    ...(repeated > 0 ? [t("suspicious.repeated", amount(repeated))] : []),
  ];
  const lines = doubts.map((doubt) => (
    <p key={doubt} className={quiet ? "small muted" : undefined}>
      {doubt}
    </p>
  ));
  return (
    <div className="quick-votes">
      <p>
        <strong className="numeric">{t("votesAll", amount(votes))}</strong> <span>{t("honest")}</span>
      </p>
      {doubts.length > 0 && !quiet && (
        <Notice tone="warning" title={t("suspicious.title")}>
          {lines}
        </Notice>
      )}
      {quiet && lines}
    </div>
  );
}
