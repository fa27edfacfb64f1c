import { z } from "zod";
import { parseInput } from "#app/domain/input.ts";
import { readEvents } from "#app/domain/ledger/read-events.ts";
import { eventItem } from "#app/doors/api/api-bodies.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import { apiRoute, json } from "#app/doors/api/api-route.ts";

const parameters = z.object({
  after: z
    .string()
    .regex(/^\d{1,15}$/, { error: "unknown-choice" })
    .default("0")
    .transform(Number),
});

/** The public ledger after a sequence number, oldest first, with what is needed to recompute each hash. */
const route = apiRoute({
  GET: {
    permission: "public",
    async handle({ url, context }) {
      const { after } = parseInput(parameters, Object.fromEntries(url.searchParams));
      const { events, next } = await readEvents(
        context.portal.db,
        context.directory.space.id,
        after,
        API_PAGE_SIZES.events,
      );
      return json({ items: events.map(eventItem), next });
    },
  },
});
export const loader = route.loader;
export const action = route.action;
