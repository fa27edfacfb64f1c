import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CloseIcon } from "#app/components/icons.tsx";
import type { ProposalListItem } from "#app/components/proposal-card.tsx";
import { searchAddress } from "#app/components/search/search-address.ts";
import type { FacetGroup } from "#app/components/search/search-filters.tsx";
import { SearchHit, type SearchHitItem } from "#app/components/search/search-hit.tsx";
import { useSpacePath } from "#app/components/space-path.ts";
import { useFormat } from "#app/components/use-format.ts";
import { FACETS } from "#db/search-document.ts";
import { SEARCH_ORDERS, type SearchOrder } from "#search/engine.ts";
import { NothingFound } from "./nothing-found.tsx";
import { SaveSearch } from "./save-search.tsx";
import { SearchPages } from "./search-pages.tsx";

export interface SearchResultsProps {
  /** The question as the page's address has it, without the page. */
  query: string;
  text: string;
  order: SearchOrder;
  items: readonly SearchHitItem[];
  total: number;
  exact: boolean;
  correction: string | null;
  /** What was looked for instead of `text`; null: nothing else. */
  instead: string | null;
  /** What was typed is looked for as it is. */
  asTyped: boolean;
  /** The question that is kept and followed. */
  lastingQuery: string;
  facets: readonly FacetGroup[];
  page: number;
  nextPage: number | null;
  /** Whether the reader keeps this search already. */
  saved: boolean;
  waysOn: {
    fewerWords: { text: string; total: number; exact: boolean }[];
    withoutFilters: number;
    popular: ProposalListItem[];
  } | null;
}

/** The list, in words what it is a list of, and its order. */
export function SearchResults(props: SearchResultsProps) {
  const { t } = useTranslation("search");
  const within = useSpacePath();
  const { query, text, items, correction, instead, page, nextPage } = props;
  return (
    <section className="search-results" aria-labelledby="results-heading">
      <div className="search-results-head">
        <h2 className="h-section" id="results-heading" aria-live="polite">
          <Total {...props} />
        </h2>
        <div className="search-keep">
          <SaveSearch query={props.lastingQuery} saved={props.saved} />
        </div>
        {items.length > 0 && <Orders {...props} />}
      </div>
      {instead !== null && (
        <p className="search-correction" role="status">
          {t("instead", { typed: text, meant: instead })}{" "}
          <Link to={searchAddress(query, (wanted) => wanted.set("exact", "1"))}>
            {t("asTyped", { typed: text })}
          </Link>
        </p>
      )}
      <Chosen {...props} />
      {correction !== null && (
        <p className="search-correction">
          {t("correction")}{" "}
          <Link to={searchAddress(query, (wanted) => wanted.set("q", correction))}>{correction}</Link>
        </p>
      )}
      {items.length > 0 ? (
        <ol className="search-hits">
          {items.map((hit) => (
            <li key={`${hit.kind}-${hit.id}`}>
              <SearchHit hit={hit} />
            </li>
          ))}
        </ol>
      ) : (
        <NothingFound query={query} text={text} page={page} waysOn={props.waysOn} />
      )}
      <SearchPages query={props.asTyped ? `${query}&exact=1` : query} page={page} nextPage={nextPage} />
      <div className="search-after">
        <a
          className="text-link"
          href={within(`/search/feed?${props.lastingQuery}`)}
          type="application/atom+xml"
        >
          {t("feed.link")}
        </a>
      </div>
    </section>
  );
}

function Total({ text: typed, instead, total, exact }: SearchResultsProps) {
  const text = instead ?? typed;
  const { t } = useTranslation("search");
  const format = useFormat();
  const values = { count: total, amount: format.number(total), query: text };
  if (text === "") return exact ? t("total.all", values) : t("total.allAtLeast", values);
  return exact ? t("total.of", values) : t("total.atLeast", values);
}

function Orders({ query, text, order }: SearchResultsProps) {
  const { t } = useTranslation("search");
  // Without words nothing is nearer to them than anything else.
  const orders = SEARCH_ORDERS.filter((candidate) => text !== "" || candidate !== "relevance");
  const [first] = orders;
  return (
    <nav className="order-links" aria-label={t("order.label")}>
      <ul>
        {orders.map((candidate) => (
          <li key={candidate}>
            <Link
              to={searchAddress(query, (wanted) =>
                candidate === first ? wanted.delete("sort") : wanted.set("sort", candidate),
              )}
              aria-current={candidate === order ? "true" : undefined}
              preventScrollReset
            >
              {t(`order.${candidate}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The filters that are on, each with the way to take it off. */
function Chosen({ query, facets }: SearchResultsProps) {
  const { t } = useTranslation("search");
  const chosen = FACETS.flatMap((name) =>
    facets.flatMap((group) =>
      group.name === name
        ? group.choices.filter((choice) => choice.chosen).map((choice) => ({ name, ...choice }))
        : [],
    ),
  );
  if (chosen.length === 0) return null;
  return (
    <ul className="chosen-filters" aria-label={t("filters.chosen")}>
      {chosen.map(({ name, value, label }) => (
        <li key={`${name} ${value}`}>
          <Link to={searchAddress(query, (wanted) => wanted.delete(name, value))} preventScrollReset>
            {label}
            <span className="sr-only"> {t("filters.remove")}</span>
            <CloseIcon size={16} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
