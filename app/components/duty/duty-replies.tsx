import { useTranslation } from "react-i18next";
import { changedFrom } from "#app/domain/duty/changed-decision.ts";
import type { Decision } from "#db/tables/duty.ts";
import { DecisionBadge } from "../badge.tsx";
import { Markdown } from "../markdown.tsx";
import { useFormat } from "../use-format.ts";
import { ChangedNote } from "./changed-note.tsx";
import { InterimNote } from "./interim-note.tsx";

export interface ReplyVersion {
  version: number;
  decision: Decision;
  /** Sanitized by the server. */
  html: string;
  /** The day on which the next one is promised; null: it is final. */
  nextDate: string | null;
  publishedAt: string;
}

/** The reply as it stands, and every version before it folded below: nothing is overwritten. */
export function DutyReplies({ replies }: { replies: readonly ReplyVersion[] }) {
  const { t } = useTranslation("duties");
  const format = useFormat();
  const latest = replies.at(-1);
  if (!latest) return null;
  const earlier = replies.slice(0, -1).reverse();
  return (
    <div className="stack">
      <Reply reply={latest} changed={changedFrom(replies, replies.length)} numbered={replies.length > 1} />
      {earlier.length > 0 && (
        <details className="fold">
          <summary>
            {t("reply.earlier", { count: earlier.length, amount: format.number(earlier.length) })}
          </summary>
          <ol className="stack loose" reversed>
            {earlier.map((reply) => (
              <li key={reply.version}>
                <Reply reply={reply} changed={changedFrom(replies, replies.indexOf(reply) + 1)} numbered />
              </li>
            ))}
          </ol>
        </details>
      )}
    </div>
  );
}

interface ReplyProps {
  reply: ReplyVersion;
  /** What was decided before, where this one decides otherwise. */
  changed: Decision | null;
  numbered: boolean;
}

function Reply({ reply, changed, numbered }: ReplyProps) {
  const { version, decision, html, nextDate, publishedAt } = reply;
  const { t } = useTranslation("duties");
  const { t: common } = useTranslation();
  const format = useFormat();
  return (
    <article className="reply">
      <div className="cluster tight">
        <DecisionBadge decision={decision} />
        <span className="small muted">
          {numbered && <>{t("reply.version", { version })} · </>}
          <time dateTime={publishedAt}>{format.dateTime(publishedAt)}</time>
        </span>
      </div>
      <p className="reply-decision">{common(`decision.${decision}`)}</p>
      <ChangedNote from={changed} to={decision} />
      <InterimNote nextDate={nextDate} />
      <Markdown html={html} />
    </article>
  );
}
