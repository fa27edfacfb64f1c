import { encodeCursor } from "#app/domain/matter/cursor.ts";
import { searchPublic } from "#app/domain/search/search-public.ts";
import { offsetOfCursor, parseSearch } from "#app/domain/search/search-schema.ts";
import { API_PAGE_SIZES } from "#app/http/api-page-sizes.ts";
import { apiRoute, json } from "#app/http/api-route.ts";
import { searchItem } from "#app/http/search-bodies.ts";
import { searchServices, takeSearchLimit } from "#app/http/search-services.ts";

/** GET: a page of what was found. */
const route = apiRoute({
  GET: {
    permission: "public",
    async handle({ url, context }) {
      const asked = parseSearch(url.searchParams, context.directory);
      const limit = API_PAGE_SIZES.search;
      const offset = offsetOfCursor(url.searchParams.get("cursor"), asked.order, limit);
      await takeSearchLimit(context);
      const { items, next, ...found } = await searchPublic(searchServices(context), asked, { offset, limit });
      return json({
        items: items.map(searchItem),
        // A hit has no key of its own to go on from: the cursor holds how many were read.
        next: next === null ? null : encodeCursor({ order: asked.order, values: [], id: next }),
        total: found.total,
        exact: found.exact,
        correction: found.correction,
        facets: found.facets,
      });
    },
  },
});
export const loader = route.loader;
export const action = route.action;
