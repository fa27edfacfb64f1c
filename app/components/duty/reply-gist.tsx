import { useTranslation } from "react-i18next";
import type { Decision } from "#db/tables/duty.ts";
import { DecisionBadge } from "../badge.tsx";
import { useFormat } from "../use-format.ts";
import { ChangedNote } from "./changed-note.tsx";
import { InterimNote } from "./interim-note.tsx";
import { isAnyVerdict, type VerdictCounts, VerdictsInShort } from "./verdicts.tsx";

interface ReplyGistProps {
  reply: {
    office: string;
    decision: Decision;
    gist: string;
    changed: Decision | null;
    nextDate: string | null;
    publishedAt: string;
    answered: VerdictCounts;
  };
  /** The place on the page where the whole reply stands. */
  href: string;
}

/** What came of a matter, before anything else that its page says: what was decided, in short, by whom and when. */
export function ReplyOnTop({
  reply: { office, decision, gist, changed, nextDate, publishedAt, answered },
  href,
}: ReplyGistProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section className="panel reply-on-top" aria-labelledby="what-came">
      <div className="cluster tight">
        <DecisionBadge decision={decision} />
        <span className="small muted">
          {office} · <time dateTime={publishedAt}>{format.date(publishedAt)}</time>
        </span>
      </div>
      <h2 className="h-sub" id="what-came">
        {t(`decision.${decision}`)}
      </h2>
      <ChangedNote from={changed} to={decision} />
      <InterimNote nextDate={nextDate} />
      {/* Offices write in Korean, whatever the page's language. */}
      <p className="reply-gist" dir="auto" lang="ko">
        {gist}
      </p>
      {isAnyVerdict(answered) && <VerdictsInShort counts={answered} />}
      <a className="text-link" href={href}>
        {t("answered.whole")}
      </a>
    </section>
  );
}
