import { browseDrives } from "#app/domain/kinds/drive/browse-drives.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import { apiRoute, json } from "#app/doors/api/api-route.ts";
import { driveItem } from "#app/doors/api/drive-bodies.ts";

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
