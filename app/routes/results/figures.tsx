import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { FlowStep } from "#app/domain/views/results/flow.ts";
import { Categories } from "./categories.tsx";
import { Decisions } from "./decisions.tsx";
import { FigureSection } from "./figure-section.tsx";
import { JourneyFlow } from "./journey-flow.tsx";
import { ParticipationMap } from "./participation-map.tsx";
import { Punctuality } from "./punctuality.tsx";
import type { ResultsPageData } from "./results-page.server.ts";
import { owedOf } from "./standings.ts";
import { UnderWay } from "./under-way.tsx";

/** All figures below the headline. */
export function Figures(page: ResultsPageData) {
  const { t } = useTranslation("results");
  const { t: common } = useTranslation();
  const format = useFormat();
  const { scope, total, allOffices, decisions, districts, replyAt } = page;
  const nameOf = (step: FlowStep) => t(`flow.step.${step}`);
  return (
    <>
      <FigureSection
        id="journeys"
        title={t("flow.heading")}
        lead={t(replyAt === null ? "flow.leadUnruled" : "flow.lead", {
          amount: replyAt === null ? "" : format.number(replyAt),
        })}
        scope={scope}
      >
        {total > 0 ? (
          <JourneyFlow flow={page.flow} scope={scope} nameOf={nameOf} />
        ) : (
          <EmptyState
            title={t("categories.empty")}
            action={
              <LinkButton look="secondary" to="/proposals/new">
                {common("header.write")}
              </LinkButton>
            }
          >
            {t("categories.emptyText")}
          </EmptyState>
        )}
      </FigureSection>
      <div className={total > 0 && districts.length > 0 ? "figure-columns" : undefined}>
        {total > 0 && (
          <FigureSection
            id="categories"
            title={t("categories.heading")}
            lead={t("categories.lead")}
            scope={scope}
          >
            <Categories {...page} />
          </FigureSection>
        )}
        {districts.length > 0 && (
          <FigureSection
            id="districts"
            title={t("districts.heading")}
            lead={t("districts.lead")}
            scope={scope}
          >
            <ParticipationMap {...page} />
          </FigureSection>
        )}
      </div>
      <FigureSection id="offices" title={t("offices.heading")} lead={t("offices.lead")} scope={scope}>
        {owedOf(allOffices) > 0 ? (
          <Punctuality {...page} />
        ) : (
          <EmptyState title={t("offices.empty")}>{t("offices.emptyText")}</EmptyState>
        )}
      </FigureSection>
      <FigureSection id="decisions" title={t("decisions.heading")} lead={t("decisions.lead")} scope={scope}>
        {decisions.some(({ replies }) => replies > 0) ? (
          <Decisions {...page} />
        ) : (
          <EmptyState title={t("decisions.empty")}>{t("decisions.emptyText")}</EmptyState>
        )}
      </FigureSection>
      <FigureSection id="underway" title={t("underway.heading")} lead={t("underway.lead")} scope={scope}>
        <UnderWay {...page} />
      </FigureSection>
    </>
  );
}
