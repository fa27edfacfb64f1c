import { readSpaces } from "#app/domain/views/read-spaces.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, reads } from "#app/doors/api/operation.ts";
import { listSpaces, spaceItem } from "#app/doors/api/spaces.ts";

/** The spaces of the portal, with where each stands. */
const route = apiRoute({
  GET: reads(listSpaces, async ({ query, context }) => {
    const { portal, language } = context;
    const page = await readSpaces(portal.db, query.cursor ?? null, API_PAGE_SIZES.spaces);
    const items = page.items.map((space) => spaceItem(space, language));
    return answer(200, { items, next: page.next });
  }),
});
export const loader = route.loader;
export const action = route.action;
