import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { MatterLine } from "#app/domain/kinds.ts";
import type { Related } from "#app/domain/views/related.ts";
import { DecisionBadge } from "./badge.tsx";
import { matterPath } from "./duty/duty-list.tsx";
import { SimilarMatters } from "./similar-matters.tsx";
import { useFormat } from "./use-format.ts";

/** With the office's name in the page's language. */
type RelatedReplyItem = Omit<Related["replies"][number], "office"> & { office: string };

export interface RelatedItems {
  matters: readonly MatterLine[];
  replies: readonly RelatedReplyItem[];
}

interface RelatedMattersProps {
  related: RelatedItems;
  /** Left out: that they are related. */
  heading?: string;
}

/** Where a reader may go on: who asked for the like, and what the city has said about it already. */
export function RelatedMatters({ related: { matters, replies }, heading }: RelatedMattersProps) {
  const { t } = useTranslation();
  return (
    <>
      <MattersSection id="related-matters" heading={heading ?? t("related.matters")} matters={matters} />
      {replies.length > 0 && (
        <section className="section" aria-labelledby="related-replies">
          <h2 className="h-section" id="related-replies">
            {t("related.replies")}
          </h2>
          <ul className="similar-matters">
            {replies.map((reply) => (
              <RelatedReply key={reply.id} reply={reply} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Polls that an office drew up from what this page is about. */
export function PollsFrom({ polls }: { polls: readonly MatterLine[] }) {
  const { t } = useTranslation();
  return <MattersSection id="polls-from" heading={t("related.polls")} matters={polls} />;
}

interface MattersSectionProps {
  id: string;
  heading: string;
  matters: readonly MatterLine[];
}

/** Nothing, where there are none. */
export function MattersSection({ id, heading, matters }: MattersSectionProps) {
  if (matters.length === 0) return null;
  return (
    <section className="section" aria-labelledby={id}>
      <h2 className="h-section" id={id}>
        {heading}
      </h2>
      <SimilarMatters matters={matters} />
    </section>
  );
}

function RelatedReply({ reply }: { reply: RelatedReplyItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { matter, office, decision, excerpt, publishedAt } = reply;
  return (
    <li>
      <div className="similar-matter">
        <Link className="similar-title" dir="auto" to={`${matterPath(matter)}#reply`} prefetch="intent">
          {matter.title}
        </Link>
        {/* Offices write in Korean, whatever the page's language. */}
        <p className="similar-excerpt" dir="auto" lang="ko">
          {excerpt}
        </p>
        <p className="similar-facts">
          {decision && <DecisionBadge decision={decision} />}
          <span>{office}</span>
          <time dateTime={publishedAt}>
            {t("related.repliedOn", { date: format.shortDate(publishedAt) })}
          </time>
        </p>
      </div>
    </li>
  );
}
