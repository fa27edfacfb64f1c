import type { LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, type MetaFunction, useLoaderData, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorPage } from "#app/components/error-page.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { UnknownFilter } from "#app/components/unknown-filter.tsx";
import { RANGES } from "#app/domain/views/results/ranges.ts";
import { readPage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { Figures } from "./figures.tsx";
import { Headline } from "./headline.tsx";
import { NothingYet } from "./nothing-yet.tsx";
import { type ResultsPageData, resultsPage } from "./results-page.server.ts";
import { owedOf } from "./standings.ts";

await loadTexts("polled", "follower", "watcher");

/** How participation goes, in numbers that the database holds and no others: the first that a mayor and a journalist see. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const page = await readPage(() => resultsPage(new URL(request.url).searchParams, context));
  const t = translator(context.language, context.directory.space.kind);
  return { page, meta: { title: t("results:title"), description: t("results:lead") } };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Results() {
  const { t } = useTranslation("results");
  const { page } = useLoaderData<typeof loader>();
  const { scope, allDistricts } = page;
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
      {isBare(page) ? <NothingYet scope={scope} /> : <Figures {...page} />}
    </div>
  );
}

/** Nobody proposed, owed, decided or took part in anything, and nobody can now. */
const isBare = ({ total, allOffices, decisions, districts, polls, drives }: ResultsPageData) =>
  total + owedOf(allOffices) + polls.length + drives.length === 0 &&
  decisions.every(({ replies }) => replies === 0) &&
  districts.every(({ given }) => given === null);

/** A range or a district that there is not, such as one from an old link: nobody's fault, and a way on. */
export function ErrorBoundary() {
  const error = useRouteError();
  return isRouteErrorResponse(error) && error.status === 422 ? (
    <UnknownFilter page="/results" />
  ) : (
    <ErrorPage error={error} />
  );
}
