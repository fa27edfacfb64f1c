import { readForums } from "#app/domain/kinds/forum/read-forum.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { forumItem, listForums } from "#app/doors/api/forums.ts";
import { answer, reads } from "#app/doors/api/operation.ts";

/** A page of forums, newest first. */
const route = apiRoute({
  GET: reads(listForums, async ({ query, context, now }) => {
    const { portal, directory, language } = context;
    const { space } = directory;
    const cursor = query.cursor ?? null;
    const page = await readForums(portal.db, space.id, language, cursor, now, API_PAGE_SIZES.forums);
    return answer(200, { items: page.items.map(forumItem), next: page.next });
  }),
});
export const loader = route.loader;
export const action = route.action;
