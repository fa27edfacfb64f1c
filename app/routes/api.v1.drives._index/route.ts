import { browseDrives } from "#app/domain/kinds/drive/browse-drives.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { driveItem, listDrives } from "#app/doors/api/drives.ts";
import { answer, reads } from "#app/doors/api/operation.ts";

/** A page of drives that are before everybody. */
const route = apiRoute({
  GET: reads(listDrives, async ({ url, context, now }) => {
    const { portal, directory, language } = context;
    const { drives: pageSize } = API_PAGE_SIZES;
    const page = await browseDrives(portal.db, directory, url.searchParams, language, now, pageSize);
    return answer(200, { items: page.items.map(driveItem), next: page.next });
  }),
});
export const loader = route.loader;
export const action = route.action;
