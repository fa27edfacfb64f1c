import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useFormat } from "#app/components/use-format.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import { readResults } from "#app/domain/views/read-results.ts";
import { translator } from "#app/i18n/server.ts";
import { BarChart } from "./bar-chart.tsx";
import { Decisions } from "./decisions.tsx";
import { KeptInTime } from "./kept-in-time.tsx";

/** How participation goes, in numbers that the database holds and no others. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const { categories, ...results } = await readResults(portal.db, directory, portal.clock.now());
  const labels = labelsOf(directory, language);
  const t = translator(language, directory.space.kind);
  return {
    ...results,
    bars: categories.map(({ category, proposals }) => ({
      label: labels.category(category),
      value: proposals,
    })),
    meta: { title: t("results:title"), description: t("results:lead") },
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Results() {
  const { t } = useTranslation("results");
  const { t: common } = useTranslation();
  const format = useFormat();
  const { since, total, bars, decisions, duties } = useLoaderData<typeof loader>();
  const month = { count: total, amount: format.number(total), date: format.date(since) };
  return (
    <div className="page">
      <PageHeader title={t("title")} lead={t("lead")} crumbs={[{ label: t("title") }]} />
      <section className="section" aria-labelledby="month">
        <h2 className="h-section" id="month">
          {t("month.heading")}
        </h2>
        {bars.length > 0 ? (
          <div className="panel results-panel">
            <p>{t("month.sum", month)}</p>
            <BarChart
              title={t("month.chart")}
              bars={bars}
              labelHead={t("month.category")}
              valueHead={t("month.proposals")}
            />
          </div>
        ) : (
          <EmptyState
            title={t("month.empty")}
            action={
              <LinkButton look="secondary" to="/proposals/new">
                {common("header.write")}
              </LinkButton>
            }
          >
            {t("month.emptyText")}
          </EmptyState>
        )}
      </section>
      <Decisions decisions={decisions} />
      <KeptInTime duties={duties} />
    </div>
  );
}
