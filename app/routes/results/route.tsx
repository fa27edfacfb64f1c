import type { LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, type MetaFunction, useLoaderData, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { UnknownFilter } from "#app/components/unknown-filter.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { FlowStep } from "#app/domain/views/results/flow.ts";
import { RANGES } from "#app/domain/views/results/ranges.ts";
import { readPage } from "#app/doors/page.ts";
import { translator } from "#app/i18n/server.ts";
import { Categories } from "./categories.tsx";
import { Decisions } from "./decisions.tsx";
import { FigureSection } from "./figure-section.tsx";
import { Headline } from "./headline.tsx";
import { JourneyFlow } from "./journey-flow.tsx";
import { ParticipationMap } from "./participation-map.tsx";
import { Punctuality } from "./punctuality.tsx";
import { resultsPage } from "./results-page.server.ts";
import { UnderWay } from "./under-way.tsx";

/** How participation goes, in numbers that the database holds and no others: the first that a mayor and a journalist see. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const page = await readPage(() => resultsPage(new URL(request.url).searchParams, context));
  const t = translator(context.language, context.directory.space.kind);
  return { page, meta: { title: t("results:title"), description: t("results:lead") } };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Results() {
  const { t } = useTranslation("results");
  const { t: common } = useTranslation();
  const format = useFormat();
  const { page } = useLoaderData<typeof loader>();
  const { scope, total, allOffices, decisions, districts, allDistricts, replyAt } = page;
  const owed = allOffices.inTime + allOffices.late + allOffices.overdue + allOffices.open;
  const nameOf = (step: FlowStep) => t(`flow.step.${step}`);
  return (
    <div className="page results-page">
      <PageHeader title={t("title")} lead={t("lead")} crumbs={[{ label: t("title") }]} />
      <FilterBar
        filters={[
          {
            name: "range",
            label: t("scope.range"),
            value: scope.range,
            choices: RANGES.map((range) => ({ value: range, label: t(`scope.ranges.${range}`) })),
            withoutAll: true,
          },
          ...(allDistricts.length > 0
            ? [
                {
                  name: "district",
                  label: t("scope.district"),
                  value: scope.district ?? "",
                  choices: allDistricts,
                },
              ]
            : []),
        ]}
      />
      <Headline {...page} />
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
      <div className={districts.length > 0 ? "figure-columns" : undefined}>
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
        {owed > 0 ? (
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
    </div>
  );
}

/** A range or a district that there is not, such as one from an old link: nobody's fault, and a way on. */
export function ErrorBoundary() {
  const error = useRouteError();
  return isRouteErrorResponse(error) && error.status === 422 ? (
    <UnknownFilter page="/results" />
  ) : (
    <ErrorPage error={error} />
  );
}
