import { useTranslation } from "react-i18next";
import { Badge, StanceBadge } from "#app/components/badge.tsx";
import type { ForumAnswer } from "#app/components/forum/opinion-form.tsx";
import { ReportLink } from "#app/components/report-link.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { OpinionView } from "#app/domain/kinds/forum/read-forum.ts";
import { HelpfulButton } from "./helpful-button.tsx";
import { OpinionReplies } from "./opinion-replies.tsx";

interface OpinionItemProps {
  opinion: OpinionView;
  /** The forum still takes part. */
  open: boolean;
  replyLimit: number;
  answer: ForumAnswer | undefined;
}

/** One opinion, how many found it helpful, and what was replied to it. */
export function OpinionItem({ opinion, open, replyLimit, answer }: OpinionItemProps) {
  const { t } = useTranslation("forum");
  const format = useFormat();
  const { stance, body, authorName, isOwn, changed, createdAt, updatedAt } = opinion;
  const ofReply = answer?.typed.intent === "reply";
  return (
    <article className="opinion">
      <div className="cluster tight">
        <StanceBadge stance={stance} />
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
          open={open}
          limit={replyLimit}
          answer={ofReply ? answer : undefined}
        />
      </div>
    </article>
  );
}
