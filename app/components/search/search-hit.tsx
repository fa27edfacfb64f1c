import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { Decision } from "#db/tables/duty.ts";
import type { SearchedKind } from "#db/tables/search.ts";
import type { Segment } from "#search/highlight.ts";
import { DecisionBadge, MatterStateBadge, OverdueBadge, type Stage, StageBadge } from "../badge.tsx";
import { type DriveListItem, DriveWhen } from "../drive/drive-card.tsx";
import { DriveStageBadge } from "../drive/stage-badge.tsx";
import type { Milestone } from "../support-bar.tsx";
import { useFormat } from "../use-format.ts";
import { Marked } from "./marked.tsx";

/** One thing that was found, in the reader's language. Dates are ISO strings. */
export interface SearchHitItem {
  kind: SearchedKind;
  id: number;
  to: string;
  title: Segment[];
  snippet: Segment[];
  category: string;
  district: string | null;
  state: string | null;
  office: string | null;
  year: number;
  publishedAt: string;
  supportCount: number;
  importedCount: number | null;
  proposal: {
    stage: Stage;
    overdue: boolean;
    source: string | null;
    nextThreshold: number | null;
    milestones: readonly Milestone[];
  } | null;
  drive: Pick<
    DriveListItem,
    "stage" | "kindName" | "required" | "certifiedAt" | "collectUntil" | "decidedAt"
  > | null;
}

const DECISIONS: readonly string[] = ["will-do", "partly", "under-study", "cannot"] satisfies Decision[];
const isDecision = (state: string | null): state is Decision => state !== null && DECISIONS.includes(state);

/** What was found: which kind of thing, where it speaks of it, and how far it has come. */
export function SearchHit({ hit }: { hit: SearchHitItem }) {
  const { t } = useTranslation("search");
  const { t: common } = useTranslation();
  const format = useFormat();
  const { kind, to, title, snippet, category, district, drive } = hit;
  return (
    <article className="search-hit">
      <div className="card-top">
        <span className="search-hit-kind">{drive?.kindName ?? t(`kind.${kind}`)}</span>
        <Standing hit={hit} />
        <span className="card-place">
          {category} · {district ?? common("card.wholeCity")}
        </span>
      </div>
      <h3 className="card-title">
        <Link to={to} prefetch="intent">
          <Marked segments={title} />
        </Link>
      </h3>
      {snippet.length > 0 && (
        <p className="search-snippet">
          <Marked segments={snippet} />
        </p>
      )}
      <p className="search-hit-facts">
        {kind === "reply" && hit.office && <span>{t("hit.repliedBy", { office: hit.office })}</span>}
        {drive ? (
          <Signatures drive={drive} count={hit.supportCount} />
        ) : (
          kind !== "reply" && <Support hit={hit} />
        )}
        {!drive && <span>{format.shortDate(hit.publishedAt)}</span>}
      </p>
    </article>
  );
}

function Standing({ hit: { kind, state, proposal, drive } }: { hit: SearchHitItem }) {
  if (drive) return <DriveStageBadge stage={drive.stage} />;
  if (proposal) {
    return (
      <>
        <StageBadge stage={proposal.stage} />
        {proposal.overdue && <OverdueBadge />}
      </>
    );
  }
  if (kind === "forum") return <MatterStateBadge state={state === "open" ? "open" : "closed"} />;
  return isDecision(state) ? <DecisionBadge decision={state} /> : null;
}

/** How many have signed of how many, until when they may, and since when. */
function Signatures({ drive, count }: { drive: NonNullable<SearchHitItem["drive"]>; count: number }) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  const { required, certifiedAt } = drive;
  return (
    <>
      <strong>{t("bar.count", { count, amount: format.number(count) })}</strong>
      <span>{t("bar.of", { count: required, amount: format.number(required) })}</span>
      <DriveWhen {...drive} />
      <span>{t("card.since", { date: format.shortDate(certifiedAt) })}</span>
    </>
  );
}

/** The count in the words of the proposal's card, and what happens at the next number. */
function Support({ hit: { kind, supportCount, importedCount, proposal } }: { hit: SearchHitItem }) {
  const { t } = useTranslation("search");
  const { t: common } = useTranslation();
  const format = useFormat();
  const amount = format.number(supportCount);
  if (proposal?.source && importedCount !== null) {
    const imported = { count: importedCount, amount: format.number(importedCount), source: proposal.source };
    return <span>{common("support.imported", imported)}</span>;
  }
  const next = proposal?.milestones.find(({ at }) => at === proposal.nextThreshold);
  const missing = next ? next.at - supportCount : 0;
  return (
    <>
      <strong>{t(`count.${kind}`, { count: supportCount, amount })}</strong>
      {next && proposal?.stage === "gathering" && missing > 0 && (
        <span>
          {common(`support.until.${next.consequence}`, { count: missing, amount: format.number(missing) })}
        </span>
      )}
    </>
  );
}
