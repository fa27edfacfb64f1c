import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { searchAddress } from "#app/components/search/search-address.ts";
import { useFormat } from "#app/components/use-format.ts";

/** The way to the next and the last page: hits are ranked, so nobody needs the seventeenth by its number. */
export function SearchPages({
  query,
  page,
  nextPage,
}: {
  query: string;
  page: number;
  nextPage: number | null;
}) {
  const { t } = useTranslation("search");
  const format = useFormat();
  if (page === 1 && nextPage === null) return null;
  const address = (wanted: number) =>
    searchAddress(query, (parameters) => (wanted > 1 ? parameters.set("page", String(wanted)) : undefined));
  return (
    <nav className="search-pages" aria-label={t("pages.label")}>
      {page > 1 && (
        <LinkButton look="tertiary" size="medium" to={address(page - 1)} rel="prev">
          {t("pages.previous")}
        </LinkButton>
      )}
      <span className="numeric">{t("pages.here", { amount: format.number(page) })}</span>
      {nextPage !== null && (
        <LinkButton look="tertiary" size="medium" to={address(nextPage)} rel="next">
          {t("pages.next")}
        </LinkButton>
      )}
    </nav>
  );
}
