import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { resultsOf } from "#app/domain/views/results/lists.ts";
import type { Scope } from "#app/domain/views/results/ranges.ts";

/** Six empty figures would only say six times that nothing was there; and the way to where there may be something. */
export function NothingYet({ scope }: { scope: Scope }) {
  const { t } = useTranslation("results");
  const { t: common } = useTranslation();
  return (
    <section className="section">
      {scope.range === "all" && scope.district === null ? (
        <EmptyState
          title={t("bare.title")}
          action={
            <LinkButton look="secondary" to="/proposals/new">
              {common("header.write")}
            </LinkButton>
          }
        >
          {t("bare.text")}
        </EmptyState>
      ) : (
        <EmptyState
          title={t("bare.titleOfRange")}
          action={
            <LinkButton look="secondary" to={resultsOf({ ...scope, range: "all" }, null)}>
              {t("bare.all")}
            </LinkButton>
          }
        >
          {t("bare.textOfRange")}
        </EmptyState>
      )}
    </section>
  );
}
