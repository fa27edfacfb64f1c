import { useTranslation } from "react-i18next";
import { Badge, StanceBadge } from "#app/components/badge.tsx";
import type { ForumAnswer } from "#app/components/forum/opinion-form.tsx";
import { ReportLink } from "#app/components/report-link.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { OpinionView } from "#app/domain/kinds/forum/read-forum.ts";
import { HelpfulButton } from "./helpful-button.tsx";
import { isNewSince } from "./last-visit.ts";
import { OpinionReplies } from "./opinion-replies.tsx";

interface OpinionItemProps {
  opinion: OpinionView;
  /** What was written after it is new to the reader; null: nothing is marked. */
  since: string | null;
  /** The forum still takes part. */
  open: boolean;
  replyLimit: number;
  /** What the page's action refused, of whichever opinion. */
  answer: ForumAnswer | undefined;
}

/** One opinion, how many found it helpful, and what was replied to it. */
export function OpinionItem({ opinion, since, open, replyLimit, answer: any }: OpinionItemProps) {
  const { t } = useTranslation("forum");
  const format = useFormat();
  const { stance, body, authorName, isOwn, changed, createdAt, updatedAt } = opinion;
  const answer = Number(any?.typed.opinion) === opinion.id ? any : undefined;
  const ofReply = answer?.typed.intent === "reply";
  return (
    <li id={`opinion-${opinion.id}`} className={stance}>
      <article className="opinion">
        <div className="cluster tight">
          <StanceBadge stance={stance} />
          {!isOwn && isNewSince(since, createdAt) && <Badge tone="information">{t("visit.isNew")}</Badge>}
          {isOwn && <Badge tone="secondary">{t("opinions.own")}</Badge>}
          <span className="small muted">
            {authorName} · <time dateTime={createdAt}>{format.date(createdAt)}</time>
            {changed && <> · {t("opinions.changed", { date: format.shortDate(updatedAt) })}</>}
          </span>
          {!isOwn && (
            <ReportLink of={{ opinion: opinion.id }} about={`${authorName}, ${format.date(createdAt)}`} />
          )}
        </div>
        <p className="opinion-body" dir="auto">
          {body}
        </p>
        <div className="opinion-acts">
          <HelpfulButton opinion={opinion} open={open} answer={ofReply ? undefined : answer} />
          <OpinionReplies
            opinion={opinion}
            since={since}
            open={open}
            limit={replyLimit}
            answer={ofReply ? answer : undefined}
          />
        </div>
      </article>
    </li>
  );
}
