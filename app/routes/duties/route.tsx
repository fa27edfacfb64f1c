import type { LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, type MetaFunction, useLoaderData, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { type ChosenFilter, ChosenFilters } from "#app/components/chosen-filters.tsx";
import { DutyList } from "#app/components/duty/duty-list.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { FollowButton } from "#app/components/follow-button.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { UnknownFilter } from "#app/components/unknown-filter.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { narrowDuties } from "#app/domain/duty/narrow-duties.ts";
import { DUTY_STATES } from "#app/domain/duty/read-duties.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import { readPublicDuties } from "#app/domain/views/read-public-duties.ts";
import { readPage } from "#app/doors/page.ts";
import { dutyItemsOf } from "#app/doors/pages/duty-items.ts";
import { followingOf } from "#app/doors/pages/following.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";

await loadTexts("follower", "polled");

const PAGE_SIZE = 20;
const TABS = ["overdue", "open", "met"] as const;

/** What the city owes its people: what is late, what is due, what was answered. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const { searchParams } = new URL(request.url);
  const state = DUTY_STATES.find((candidate) => candidate === searchParams.get("state"));
  const { chosen, ...page } = await readPage(async () => {
    const { narrowing, chosen } = narrowDuties(searchParams, directory);
    const asked = { state, narrowing, cursor: searchParams.get("cursor"), language };
    const read = await readPublicDuties(portal.db, directory.space.id, asked, portal.clock.now(), PAGE_SIZE);
    return { ...read, chosen };
  });
  const labels = labelsOf(directory, language);
  const t = translator(language, directory.space.kind);
  return {
    counts: page.counts,
    state: page.state,
    duties: dutyItemsOf(page.items, page.titles, language),
    next: page.next,
    chosen,
    following: chosen.office === undefined ? null : await followingOf(context, "office", chosen.office),
    names: {
      office: chosen.office && labels.offices[chosen.office],
      district: labels.district(chosen.district ?? null),
    },
    meta: { title: t("duties:title"), description: t("duties:lead") },
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Duties() {
  const { t } = useTranslation("duties");
  const format = useFormat();
  const { counts, state, duties, next, chosen, names, following } = useLoaderData<typeof loader>();
  const filters = useChosen();
  const total = counts.overdue + counts.open + counts.met;
  const empty = filters.length > 0 ? "filtered" : state;
  const lead =
    total === 0 || filters.length > 0
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
          to: `/duties?${new URLSearchParams({ ...chosen, state: tab })}`,
          label: t(`tabs.${tab}`),
          count: counts[tab],
          current: tab === state,
        }))}
      />
      {filters.length > 0 && (
        <div className="section-head">
          <ChosenFilters chosen={filters} />
        </div>
      )}
      {chosen.office && (
        <div className="cluster tight follow-area">
          <FollowButton target="office" code={chosen.office} name={names.office} following={following} />
        </div>
      )}
      {duties.length > 0 ? (
        <DutyList duties={duties} />
      ) : (
        <EmptyState
          title={t(`empty.${empty}.title`)}
          action={
            <LinkButton look="secondary" to="/proposals">
              {t("browse")}
            </LinkButton>
          }
        >
          {t(`empty.${empty}.text`)}
        </EmptyState>
      )}
      <Pagination next={next} />
    </div>
  );
}

/** What the list is narrowed by, in words; what is said of meeting narrows no list of what is not met. */
function useChosen(): ChosenFilter[] {
  const { t } = useTranslation("duties");
  const { t: common } = useTranslation();
  const format = useFormat();
  const { state, chosen, names } = useLoaderData<typeof loader>();
  const { since, kept, decision, first } = chosen;
  const ofMeeting = [
    since && {
      label: t("filter.since", { date: format.shortDate(`${since}T00:00:00+09:00`) }),
      names: ["since"],
    },
    kept && { label: t(`filter.kept.${kept}`), names: ["kept"] },
    decision && {
      label: t("filter.decision", { decision: common(`decisionShort.${decision}`) }),
      names: ["decision"],
    },
    first && { label: t("filter.first", { decision: common(`decisionShort.${first}`) }), names: ["first"] },
  ];
  return [
    names.office && { label: names.office, names: ["office"] },
    names.district && { label: names.district, names: ["district"] },
    ...(state === "met" ? ofMeeting : []),
  ].filter((filter) => typeof filter === "object" && filter !== null);
}

/** A filter that does not exist here, such as one from an old link: nobody's fault, and a way on. */
export function ErrorBoundary() {
  const error = useRouteError();
  return isRouteErrorResponse(error) && error.status === 422 ? (
    <UnknownFilter page="/duties" />
  ) : (
    <ErrorPage error={error} />
  );
}
