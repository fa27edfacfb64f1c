import { browseDrives } from "#app/domain/drive/browse-drives.ts";
import { API_PAGE_SIZES } from "#app/http/api-page-sizes.ts";
import { apiRoute, json } from "#app/http/api-route.ts";
import { driveItem } from "#app/http/drive-bodies.ts";

/** A page of drives that are before everybody. */
const route = apiRoute({
  GET: {
    permission: "public",
    async handle({ url, context, now }) {
      const { portal, directory, language } = context;
      const { drives: pageSize } = API_PAGE_SIZES;
      const page = await browseDrives(portal.db, directory, url.searchParams, language, now, pageSize);
      return json({ items: page.items.map(driveItem), next: page.next });
    },
  },
});
export const loader = route.loader;
export const action = route.action;
