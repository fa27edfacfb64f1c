import { useTranslation } from "react-i18next";
import type { CountedChoice } from "#db/queries/quick-polls.ts";
import { CheckIcon } from "../icons.tsx";
import { useFormat } from "../use-format.ts";

interface ChoiceBarProps {
  choice: CountedChoice;
  /** Of the question, all choices together. */
  votes: number;
  isOwn?: boolean;
}

/** A choice with its votes in words, and drawn. A width is an SVG attribute: style attributes are forbidden by the CSP. */
export function ChoiceBar({ choice: { title, votes: count }, votes, isOwn = false }: ChoiceBarProps) {
  const { t } = useTranslation("quick");
  const format = useFormat();
  const share = votes === 0 ? 0 : count / votes;
  return (
    <>
      <span className="quick-choice-line">
        <span className="quick-choice-title" dir="auto">
          {title}
        </span>
        {isOwn && (
          <span className="quick-own">
            <CheckIcon size={18} />
            {t("own")}
          </span>
        )}
        <span className="quick-choice-count">
          {t("votes", { count, amount: format.number(count) })} · {format.percent(share)}
        </span>
      </span>
      <svg className="quick-bar" height={12} aria-hidden="true" focusable="false">
        <rect className="track" width="100%" height={12} rx={6} />
        <rect className="fill" width={`${share * 100}%`} height={12} rx={6} />
      </svg>
    </>
  );
}
