import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { MatterStateBadge } from "#app/components/badge.tsx";
import { CategoryIcon } from "#app/components/category-art.tsx";
import { StanceBalance, type StanceCounts } from "#app/components/forum/stance-balance.tsx";
import { type Milestone, SupportBar } from "#app/components/support-bar.tsx";
import { useFormat } from "#app/components/use-format.ts";

interface ForumListItem {
  id: number;
  title: string;
  summary: string | null;
  open: boolean;
  /** In the page's language. */
  category: string;
  categoryCode: string;
  participants: number;
  nextThreshold: number | null;
  milestones: readonly Milestone[];
  stances: StanceCounts;
  openedAt: string;
  closesAt: string;
}

/** A forum in a list: what it is about, how many take part, how they divide, until when. */
export function ForumCard({ forum }: { forum: ForumListItem }) {
  const { t } = useTranslation("forum");
  const format = useFormat();
  const { id, title, summary, open, category, participants, nextThreshold, milestones, stances } = forum;
  return (
    <article className="proposal-card forum-card">
      <div className="card-top">
        <MatterStateBadge state={open ? "open" : "closed"} />
        <span className="card-place">
          <CategoryIcon code={forum.categoryCode} /> {category}
        </span>
        <span className="card-when">
          {open
            ? t("closesOn", { date: format.shortDate(forum.closesAt) })
            : t("closedOn", { date: format.shortDate(forum.closesAt) })}
        </span>
      </div>
      <h2 className="card-title" dir="auto">
        <Link to={`/forums/${id}`} prefetch="intent">
          {title}
        </Link>
      </h2>
      {summary && (
        <p className="card-summary" dir="auto">
          {summary}
        </p>
      )}
      <div className="card-support stack">
        <SupportBar
          count={participants}
          measure="participants"
          milestones={milestones}
          nextThreshold={nextThreshold}
          ended={!open}
        />
        <StanceBalance stances={stances} size="small" />
      </div>
      <p className="card-bottom is-minor">{t("opened", { date: format.shortDate(forum.openedAt) })}</p>
    </article>
  );
}
