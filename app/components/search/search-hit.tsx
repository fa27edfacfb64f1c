import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { MatterLine } from "#app/domain/kinds.ts";
import type { Decision } from "#db/tables/duty.ts";
import type { SearchedKind } from "#db/tables/search.ts";
import type { Segment } from "#search/highlight.ts";
import { DecisionBadge } from "../badge.tsx";
import { Facts, KindName, Standing } from "../kinds.tsx";
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
  publishedAt: string;
  supportCount: number;
  /** How far the matter has come; null: it is what was said about one. */
  line: MatterLine | null;
}

const DECISIONS: readonly string[] = ["will-do", "partly", "under-study", "cannot"] satisfies Decision[];
const isDecision = (state: string | null): state is Decision => state !== null && DECISIONS.includes(state);

/** What was found: which kind of thing, where it speaks of it, and how far it has come. */
export function SearchHit({ hit }: { hit: SearchHitItem }) {
  const { t } = useTranslation("search");
  const { t: common } = useTranslation();
  const format = useFormat();
  const { kind, to, title, snippet, category, district, line } = hit;
  return (
    <article className="search-hit">
      <div className="card-top">
        <span className="search-hit-kind">{line ? <KindName line={line} /> : t(`kind.${kind}`)}</span>
        {line ? <Standing line={line} /> : isDecision(hit.state) && <DecisionBadge decision={hit.state} />}
        <span className="card-place">
          {category} · {district ?? common("card.wholeCity")}
        </span>
      </div>
      <h3 className="card-title" dir="auto">
        <Link to={to} prefetch="intent">
          <Marked segments={title} />
        </Link>
      </h3>
      {snippet.length > 0 && (
        <p className="search-snippet" dir="auto">
          <Marked segments={snippet} />
        </p>
      )}
      <p className="search-hit-facts">
        {kind === "reply" && hit.office && <span>{t("hit.repliedBy", { office: hit.office })}</span>}
        {line ? <Facts line={line} /> : kind === "opinion" && <TakePart count={hit.supportCount} />}
        {!line && <span>{format.shortDate(hit.publishedAt)}</span>}
      </p>
    </article>
  );
}

/** How many take part in the forum that an opinion was given in. */
function TakePart({ count }: { count: number }) {
  const { t } = useTranslation("search");
  const format = useFormat();
  return <strong>{t("count.opinion", { count, amount: format.number(count) })}</strong>;
}
