import { readEvents } from "#app/domain/ledger/read-events.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { eventLine, listEvents } from "#app/doors/api/events.ts";
import { answer, reads } from "#app/doors/api/operation.ts";

/** The public ledger after a sequence number, oldest first, with what is needed to recompute each hash. */
const route = apiRoute({
  GET: reads(listEvents, async ({ query, context }) => {
    const { db } = context.portal;
    const spaceId = context.directory.space.id;
    const { events, next } = await readEvents(db, spaceId, query.after, API_PAGE_SIZES.events);
    return answer(200, { items: events.map(eventLine), next });
  }),
});
export const loader = route.loader;
export const action = route.action;
