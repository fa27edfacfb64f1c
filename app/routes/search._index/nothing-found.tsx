import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ProposalCards } from "#app/components/proposal-card.tsx";
import { searchAddress } from "#app/components/search/search-address.ts";
import { useFormat } from "#app/components/use-format.ts";
import { FACETS } from "#db/search-document.ts";
import type { SearchResultsProps } from "./search-results.tsx";

interface NothingFoundProps extends Pick<SearchResultsProps, "query" | "text" | "waysOn"> {
  /** Past the last page there is nothing either, but there is before it. */
  page: number;
}

/** An empty answer that helps: the same question asked more widely, and what moves people just now. */
export function NothingFound({ query, text, page, waysOn }: NothingFoundProps) {
  const { t } = useTranslation("search");
  const format = useFormat();
  if (waysOn === null) {
    return (
      <EmptyState
        title={page > 1 ? t("empty.past") : t("empty.gone")}
        action={
          <LinkButton look="secondary" to={searchAddress(query, () => undefined)}>
            {t("empty.first")}
          </LinkButton>
        }
      />
    );
  }
  const { fewerWords, withoutFilters, popular } = waysOn;
  const counted = (total: number, exact: boolean) =>
    t(exact ? "total.short" : "total.shortAtLeast", { count: total, amount: format.number(total) });
  return (
    <>
      <div className="search-empty">
        <p>{t("empty.text")}</p>
        {withoutFilters > 0 && (
          <p>
            <Link
              className="text-link"
              to={searchAddress(query, (wanted) => {
                for (const name of FACETS) wanted.delete(name);
              })}
            >
              {t("empty.withoutFilters")}
            </Link>
          </p>
        )}
        {fewerWords.length > 0 && (
          <>
            <h3 className="h-sub" id="fewer-words">
              {t("empty.fewerWords")}
            </h3>
            <ul className="search-fewer" aria-labelledby="fewer-words">
              {fewerWords.map((shorter) => (
                <li key={shorter.text}>
                  <Link to={`/search?${new URLSearchParams({ q: shorter.text })}`}>
                    {shorter.text} <span className="muted">{counted(shorter.total, shorter.exact)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
        <div className="cluster">
          <LinkButton look="secondary" size="medium" to="/proposals">
            {t("empty.browse")}
          </LinkButton>
          {text !== "" && (
            <Link className="text-link" to="/proposals/new">
              {t("empty.write")}
            </Link>
          )}
        </div>
      </div>
      {popular.length > 0 && (
        <section className="section" aria-labelledby="popular">
          <h2 className="h-section" id="popular">
            {t("empty.popular")}
          </h2>
          <ProposalCards proposals={popular} columns={3} />
        </section>
      )}
    </>
  );
}
