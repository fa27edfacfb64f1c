import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { OverdueBadge, type Stage, StageBadge } from "./badge.tsx";
import { CategoryIcon } from "./category-art.tsx";
import { ForumIcon } from "./icons.tsx";
import { useSpacePath } from "./space-path.ts";
import { type Milestone, SupportBar } from "./support-bar.tsx";
import { useFormat } from "./use-format.ts";

/** A proposal as lists show it. Dates are ISO strings; category and district are labels in the page's language. */
export interface ProposalListItem {
  id: number;
  title: string;
  summary: string | null;
  category: string;
  categoryCode: string;
  district: string | null;
  supportCount: number;
  importedCount: number | null;
  source: string | null;
  nextThreshold: number | null;
  /** The rules this proposal was published under. */
  milestones: readonly Milestone[];
  stage: Stage;
  overdue: boolean;
  forumId: number | null;
  openedAt: string;
  closesAt: string;
  /** The first of its pictures, where lists show any. */
  picture: { id: string; width: number; height: number } | null;
}

interface ProposalCardProps {
  proposal: ProposalListItem;
  /** The level of the title, to fit the page's outline. */
  heading?: "h2" | "h3";
}

function ProposalCard({ proposal, heading: Heading = "h3" }: ProposalCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const {
    id,
    title,
    summary,
    category,
    district,
    supportCount,
    importedCount,
    source,
    milestones,
    stage,
    overdue,
    forumId,
    picture,
  } = proposal;
  const within = useSpacePath();
  return (
    <article className={picture ? "proposal-card has-picture" : "proposal-card"}>
      {picture && (
        <img
          className="card-picture"
          src={within(`/pictures/${picture.id}`)}
          alt=""
          width={picture.width}
          height={picture.height}
          loading="lazy"
          decoding="async"
        />
      )}
      <div className="card-top">
        <StageBadge stage={stage} />
        {overdue && <OverdueBadge />}
        <span className="card-place">
          <CategoryIcon code={proposal.categoryCode} /> {category} · {district ?? t("card.wholeCity")}
        </span>
        <span className="card-when">
          <ClosesText {...proposal} />
        </span>
      </div>
      <Heading className="card-title" dir="auto">
        <Link to={`/proposals/${id}`} prefetch="intent">
          {title}
        </Link>
      </Heading>
      {summary && (
        <p className="card-summary" dir="auto">
          {summary}
        </p>
      )}
      <div className="card-support">
        {importedCount !== null && source !== null ? (
          // Counted elsewhere and never verified here: a number of its own kind, with no way to go.
          <p className="card-imported">
            {t("support.imported", { count: importedCount, amount: format.number(importedCount), source })}
          </p>
        ) : (
          <SupportBar
            count={supportCount}
            milestones={milestones}
            nextThreshold={proposal.nextThreshold}
            ended={stage === "closed" || stage === "withdrawn"}
          />
        )}
      </div>
      <p className={forumId === null ? "card-bottom is-minor" : "card-bottom"}>
        <span className="is-minor">{t("card.openedOn", { date: format.shortDate(proposal.openedAt) })}</span>
        {forumId !== null && (
          <Link className="text-link" to={`/forums/${forumId}`}>
            <ForumIcon size={16} />
            {t("card.forumOpen")}
          </Link>
        )}
      </p>
    </article>
  );
}

/** What matters of its dates now. */
export function ClosesText({ stage, closesAt }: Pick<ProposalListItem, "stage" | "closesAt">) {
  const { t } = useTranslation();
  const format = useFormat();
  const days = format.daysUntil(closesAt);
  if (stage === "withdrawn") return t("stage.withdrawn");
  if (stage === "closed" || days < 0) return t("card.closedOn", { date: format.shortDate(closesAt) });
  if (days === 0) return t("card.closesToday");
  return t("card.closesIn", { count: days, amount: format.number(days) });
}

/** Cards in a list, so that a screen reader says how many there are. */
export function ProposalCards({
  proposals,
  heading,
  columns = 2,
  id,
}: {
  proposals: ProposalListItem[];
  id?: string;
  heading?: "h2" | "h3";
  columns?: 1 | 2 | 3;
}) {
  const layout = { 1: "card-list one-column", 2: "card-list", 3: "card-list three-columns" }[columns];
  return (
    <ul className={layout} id={id}>
      {proposals.map((proposal) => (
        <li key={proposal.id}>
          <ProposalCard proposal={proposal} heading={heading} />
        </li>
      ))}
    </ul>
  );
}
