import { z } from "zod";
import { listEvents } from "#db/queries/events.ts";
import { parseInput } from "#app/domain/input.ts";
import { eventItem } from "#app/http/api-bodies.ts";
import { apiRoute, json } from "#app/http/api-route.ts";

const PAGE_SIZE = 500;
const parameters = z.object({
  after: z.coerce.number({ error: "not-text" }).int({ error: "not-text" }).min(0, { error: "not-text" }).default(0),
});

/** The public ledger after a sequence number, oldest first, with what is needed to recompute each hash. */
const route = apiRoute({
  async GET({ url, context }) {
    const { after } = parseInput(parameters, Object.fromEntries(url.searchParams));
    const events = await listEvents(context.portal.db, after, PAGE_SIZE);
    const last = events.length === PAGE_SIZE ? events.at(-1) : undefined;
    return json({ items: events.map(eventItem), next: last ? String(last.seq) : null });
  },
});
export const loader = route.loader;
export const action = route.action;
