import type { LoaderFunctionArgs } from "@remix-run/node";
import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { DutyList } from "#app/components/duty/duty-list.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { DUTY_STATES } from "#app/domain/duty/read-duties.ts";
import { readPublicDuties } from "#app/domain/views/read-public-duties.ts";
import { readPage } from "#app/doors/page.ts";
import { dutyItemsOf } from "#app/doors/pages/duty-items.ts";
import { translator } from "#app/i18n/server.ts";

const PAGE_SIZE = 20;
const TABS = ["overdue", "open", "met"] as const;

/** What the city owes its people: what is late, what is due, what was answered. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const { searchParams } = new URL(request.url);
  const state = DUTY_STATES.find((candidate) => candidate === searchParams.get("state"));
  const asked = { state, cursor: searchParams.get("cursor"), language };
  const page = await readPage(() =>
    readPublicDuties(portal.db, directory.space.id, asked, portal.clock.now(), PAGE_SIZE),
  );
  const t = translator(language, directory.space.kind);
  return {
    counts: page.counts,
    state: page.state,
    duties: dutyItemsOf(page.items, page.titles, language),
    next: page.next,
    meta: { title: t("duties:title"), description: t("duties:lead") },
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Duties() {
  const { t } = useTranslation("duties");
  const format = useFormat();
  const { counts, state, duties, next } = useLoaderData<typeof loader>();
  const total = counts.overdue + counts.open + counts.met;
  const lead =
    total === 0
      ? t("lead")
      : t(counts.overdue > 0 ? "sumWithOverdue" : "sum", {
          count: total,
          total: format.number(total),
          met: format.number(counts.met),
          overdue: format.number(counts.overdue),
        });
  return (
    <div className="page">
      <PageHeader title={t("title")} lead={lead} crumbs={[{ label: t("title") }]} />
      <Tabs
        label={t("tabs.label")}
        items={TABS.map((tab) => ({
          to: `/duties?state=${tab}`,
          label: t(`tabs.${tab}`),
          count: counts[tab],
          current: tab === state,
        }))}
      />
      {duties.length > 0 ? (
        <DutyList duties={duties} />
      ) : (
        <EmptyState
          title={t(`empty.${state}.title`)}
          action={
            <LinkButton look="secondary" to="/proposals">
              {t("browse")}
            </LinkButton>
          }
        >
          {t(`empty.${state}.text`)}
        </EmptyState>
      )}
      <Pagination next={next} />
    </div>
  );
}
