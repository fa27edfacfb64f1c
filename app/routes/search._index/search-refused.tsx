import { useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { SearchBox } from "#app/components/search/search-box.tsx";
import { MAX_QUERY_LENGTH } from "#search/engine.ts";

/** What a question was refused for, and the box to ask again with as much of it as may be asked. */
export function SearchRefused({ refused }: { refused: unknown }) {
  const { t } = useTranslation("search");
  const { search } = useLocation();
  const field = fieldOf(refused);
  const why = field === "q" ? "long" : field === "page" ? "deep" : "unknown";
  const text = (new URLSearchParams(search).get("q") ?? "").trim().slice(0, MAX_QUERY_LENGTH).toWellFormed();
  return (
    <section className="error-page page-narrow">
      <h1 className="h-page">{t(`refused.${why}.title`)}</h1>
      <p className="lead">{t(`refused.${why}.text`, { limit: MAX_QUERY_LENGTH })}</p>
      <SearchBox look="large" label={t("box.label")} value={text} />
      <div className="cluster">
        <LinkButton look="tertiary" to="/proposals">
          {t("empty.browse")}
        </LinkButton>
      </div>
    </section>
  );
}

/** The parameter that was refused, from the data of a route's error. */
function fieldOf(refused: unknown): string | undefined {
  if (typeof refused !== "object" || refused === null || !("faults" in refused)) return undefined;
  const fault: unknown = Array.isArray(refused.faults) ? refused.faults[0] : undefined;
  if (typeof fault !== "object" || fault === null || !("field" in fault)) return undefined;
  return String(fault.field);
}
