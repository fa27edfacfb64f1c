import type { LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, type MetaFunction, useLoaderData, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { ChoiceChips } from "#app/components/list/choice-chips.tsx";
import { useListAddress } from "#app/components/list/list-address.ts";
import { More } from "#app/components/list/more.tsx";
import { OrderLinks } from "#app/components/list/order-links.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { PollCards } from "#app/components/poll/poll-card.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { browsePolls, countPollLists } from "#app/domain/kinds/poll/browse-polls.ts";
import { readPage } from "#app/doors/page.ts";
import { pagesOf } from "#app/doors/pages/list-pages.ts";
import { pollItemsOf } from "#app/doors/pages/poll-items.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";

await loadTexts("polled");

const PAGE_SIZE = 12;
const STATES = ["open", "scheduled", "closed", "all", "withdrawn"] as const;
/** Of what one can take part in, and of anything. */
const ORDERS = {
  open: ["trending", "newest", "closing", "participants"],
  any: ["newest", "participants"],
} as const;

/** All that the space asks its people, by how it stands. Every choice is in the address. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { portal, directory, language } = context;
  const query = new URL(request.url).searchParams;
  const now = portal.clock.now();
  const counts = await countPollLists(portal.db, directory.space.id, now);
  // What one can take part in comes first; where there is nothing, all there is.
  const unsaid = counts.open > 0 ? "open" : "all";
  const state = query.get("state") || unsaid;
  const parameters = new URLSearchParams(query);
  if (state === "all") parameters.delete("state");
  else parameters.set("state", state);
  const pages = await readPage(async () => pagesOf(query));
  const order = state === "open" ? "trending" : "newest";
  const browsing = { order, withoutWithdrawn: state === "all" } as const;
  const page = await readPage(() =>
    browsePolls(portal.db, directory.space.id, parameters, language, now, pages * PAGE_SIZE, browsing),
  );
  const t = translator(language, directory.space.kind);
  return {
    meta: { title: t("polls:title"), description: t("polls:lead") },
    polls: pollItemsOf(page.items, directory, language),
    next: page.next,
    pages,
    counts,
    unsaid,
    chosen: { state: page.chosen.state ?? ("all" as const), sort: page.chosen.sort ?? order },
  };
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Polls() {
  const { t } = useTranslation("polls");
  const { t: common } = useTranslation();
  const format = useFormat();
  const addressOf = useListAddress();
  const { polls, next, pages, counts, unsaid, chosen } = useLoaderData<typeof loader>();
  const { state, sort } = chosen;
  const orders = state === "open" ? ORDERS.open : ORDERS.any;
  const total = counts[state];
  return (
    <div className="page">
      <PageHeader title={t("title")} lead={t("lead")} crumbs={[{ label: t("title") }]} />
      <div className="list-filters">
        <ChoiceChips
          label={t("filter.state")}
          chips={STATES.filter((one) => one === state || one === "all" || counts[one] > 0).map((one) => ({
            to: addressOf({ state: one === unsaid ? null : one, sort: null }),
            label: one === "all" ? common("filter.all") : common(`pollState.${one}`),
            current: one === state,
            count: counts[one],
          }))}
        />
        <OrderLinks
          label={t("filter.sort")}
          orders={orders.map((order, index) => ({
            to: addressOf({ sort: index === 0 ? null : order }),
            label: t(`order.${order}`),
            current: order === sort,
          }))}
        />
      </div>
      <section className="section browse-results" aria-labelledby="results">
        <div className="section-head">
          <h2 className="h-section" id="results">
            {t("total", { count: total, amount: format.number(total) })}
            <span className="sr-only">, {t(`order.${sort}`)}</span>
          </h2>
        </div>
        {polls.length > 0 ? <PollCards id="polls" polls={polls} /> : <Nothing filtered={counts.all > 0} />}
      </section>
      <More next={next} pages={pages} shown={polls.length} listId="polls" />
    </div>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation("polls");
  return (
    <EmptyState
      title={t(filtered ? "empty.filtered" : "empty.title")}
      action={
        <LinkButton look="secondary" to={filtered ? "/polls?state=all" : "/proposals/new"}>
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
