import type { AppLoadContext } from "@remix-run/node";
import { type Browse, isKept, readBrowse } from "#app/domain/kinds/proposal/browse-address.ts";
import { STATUSES } from "#app/domain/kinds/proposal/proposal-counts.ts";
import { browseProposals, countBrowsed, readSources } from "#app/domain/kinds/proposal/summaries.ts";
import { readThumbnails } from "#app/domain/kinds/proposal/thumbnails.ts";
import { followingOf } from "#app/doors/pages/following.ts";
import { pagesOf } from "#app/doors/pages/list-pages.ts";
import { proposalItemsOf } from "#app/doors/pages/proposal-items.ts";

const PAGE_SIZE = 12;

/** The page of proposals that an address asks for, in the reader's language. */
export async function readBrowsePage(context: AppLoadContext, query: URLSearchParams) {
  const { portal, directory, language } = context;
  const { db, clock } = portal;
  const now = clock.now();
  const browse = readBrowse(query);
  const pages = pagesOf(query);
  const [page, sources] = await Promise.all([
    browseProposals(db, directory, browse.parameters, language, now, pages * PAGE_SIZE, {
      order: browse.order,
      withoutWithdrawn: browse.status !== null && browse.status !== "withdrawn",
    }),
    readSources(db, directory.space.id),
  ]);
  const { category, district, source, since, origin, step, sort = browse.order } = page.chosen;
  const [thumbnails, counts, followsCategory, followsDistrict] = await Promise.all([
    readThumbnails(
      db,
      page.items.map(({ id }) => id),
    ),
    countsOf(context, browse, page, query),
    category === undefined ? null : followingOf(context, "category", category),
    district === undefined ? null : followingOf(context, "district", district),
  ]);
  const choices = (items: typeof directory.categories | typeof directory.districts) =>
    items.map(({ code, name }) => ({ value: code, label: name[language] }));
  return {
    following: { category: followsCategory, district: followsDistrict },
    proposals: proposalItemsOf(page.items, directory, language, thumbnails),
    next: page.next,
    pages,
    ...counts,
    orders: browse.orders.map((order) => ({ order, isDefault: order === browse.order })),
    chosen: { category, district, source, sort, since, origin, step, status: browse.status },
    categories: choices(directory.categories),
    districts: choices(directory.districts),
    sources: sources.map((name) => ({ value: name, label: name })),
  };
}

export type BrowsePageData = Awaited<ReturnType<typeof readBrowsePage>>;

/** How long the list is, and those that lie beside it: of kept counters where they count the same. */
async function countsOf(
  { portal, directory }: AppLoadContext,
  browse: Browse,
  { chosen, filter }: Awaited<ReturnType<typeof browseProposals>>,
  query: URLSearchParams,
) {
  const { category, district } = chosen;
  const kept = isKept(browse, filter.order, query);
  if (!kept || browse.status === null) {
    const statuses = STATUSES.map((status) => ({ status, count: null }));
    return { ...(await countBrowsed(portal.db, filter)), statuses, counts: null };
  }
  const narrowing = { status: browse.status, category, district };
  const counted = await portal.proposalCounts.of(directory.space.id, narrowing, filter.now);
  return {
    total: counted.total,
    exact: true,
    statuses: STATUSES.map((status) => ({ status, count: counted.statuses[status] })),
    counts: {
      categories: Object.fromEntries(counted.categories),
      without: counted.without,
    },
  };
}
