import type { LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, type MetaFunction, useLoaderData, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { PollCards } from "#app/components/poll/poll-card.tsx";
import { browsePolls } from "#app/domain/kinds/poll/browse-polls.ts";
import { readPage } from "#app/doors/page.ts";
import { pollItemsOf } from "#app/doors/pages/poll-items.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";

await loadTexts("polled");

const PAGE_SIZE = 12;
const STATES = ["open", "scheduled", "closed"] as const;
const ORDERS = ["newest", "closing", "participants"] as const;

/** All that the space asks its people, by how it stands. Every choice is in the address. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const parameters = new URL(request.url).searchParams;
  const now = portal.clock.now();
  const page = await readPage(() =>
    browsePolls(portal.db, directory.space.id, parameters, language, now, PAGE_SIZE),
  );
  const t = translator(language, directory.space.kind);
  return {
    meta: { title: t("polls:title"), description: t("polls:lead") },
    polls: pollItemsOf(page.items, directory, language),
    next: page.next,
    chosen: page.chosen,
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Polls() {
  const { t } = useTranslation("polls");
  const { t: common } = useTranslation();
  const { polls, next, chosen } = useLoaderData<typeof loader>();
  const { state, sort = "newest" } = chosen;
  return (
    <div className="page">
      <PageHeader title={t("title")} lead={t("lead")} crumbs={[{ label: t("title") }]} />
      <FilterBar
        filters={[
          {
            name: "state",
            label: t("filter.state"),
            value: state ?? "",
            choices: STATES.map((value) => ({ value, label: common(`pollState.${value}`) })),
          },
          {
            name: "sort",
            label: t("filter.sort"),
            value: sort,
            choices: ORDERS.map((value) => ({ value, label: t(`order.${value}`) })),
            withoutAll: true,
          },
        ]}
      />
      <section className="section browse-results" aria-labelledby="results">
        <div className="section-head">
          <h2 className="h-section" id="results">
            {t("resultsList", { order: t(`order.${sort}`) })}
          </h2>
        </div>
        {sort === "closing" && <p className="muted order-note">{t("openOnly")}</p>}
        {polls.length > 0 ? <PollCards polls={polls} /> : <Nothing filtered={state !== undefined} />}
      </section>
      <Pagination next={next} />
    </div>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation("polls");
  return (
    <EmptyState
      title={t(filtered ? "empty.filtered" : "empty.title")}
      action={
        <LinkButton look="secondary" to={filtered ? "/polls" : "/proposals/new"}>
          {t(filtered ? "empty.all" : "empty.propose")}
        </LinkButton>
      }
    >
      {t(filtered ? "empty.filteredText" : "empty.text")}
    </EmptyState>
  );
}

/** A choice that does not exist here, such as one from an old link: nobody's fault, and a way on. */
export function ErrorBoundary() {
  const { t } = useTranslation("polls");
  const error = useRouteError();
  if (!isRouteErrorResponse(error) || error.status !== 422) return <ErrorPage error={error} />;
  return (
    <div className="page">
      <PageHeader title={t("title")} crumbs={[{ label: t("title") }]} />
      <Nothing filtered />
    </div>
  );
}
