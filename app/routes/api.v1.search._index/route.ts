import { encodeCursor } from "#app/domain/matter/cursor.ts";
import { offsetOfCursor, parseSearch } from "#app/domain/search/search-schema.ts";
import { searchPublic } from "#app/domain/views/search-public.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, reads } from "#app/doors/api/operation.ts";
import { foundItem, search } from "#app/doors/api/search.ts";
import { searchServices, takeSearchLimit } from "#app/doors/search-services.ts";

/** GET: a page of what was found. */
const route = apiRoute({
  GET: reads(search, async ({ url, context }) => {
    const asked = parseSearch(url.searchParams, context.directory);
    const limit = API_PAGE_SIZES.search;
    const offset = offsetOfCursor(url.searchParams.get("cursor"), asked.order, limit);
    await takeSearchLimit(context);
    // A program decides by itself what it does with a correction.
    const how = { offset, limit, asTyped: true };
    const { items, next, ...found } = await searchPublic(searchServices(context), asked, how);
    return answer(200, {
      ...found,
      items: items.map(foundItem),
      // A hit has no key of its own to go on from: the cursor holds how many were read.
      next: next === null ? null : encodeCursor({ order: asked.order, values: [], id: next }),
    });
  }),
});
export const loader = route.loader;
export const action = route.action;
