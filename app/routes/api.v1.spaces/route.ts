import { spacePath } from "#app/domain/space/address.ts";
import { readSpaces } from "#app/domain/views/read-spaces.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import { apiRoute, json } from "#app/doors/api/api-route.ts";

/** The spaces of the portal, with where each stands. */
const route = apiRoute({
  GET: {
    permission: "public",
    async handle({ url, context }) {
      const { portal, language } = context;
      const page = await readSpaces(portal.db, url.searchParams.get("cursor"), API_PAGE_SIZES.spaces);
      const items = page.items.map(({ code, kind, name, prefix }) => ({
        code,
        kind,
        name: name[language],
        pages: spacePath(prefix, "/"),
        api: spacePath(prefix, "/api/v1/").replace(/\/$/, ""),
      }));
      return json({ items, next: page.next });
    },
  },
});
export const loader = route.loader;
export const action = route.action;
