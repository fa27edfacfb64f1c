import { readDuty } from "#app/domain/duty/read-duties.ts";
import { dutyItem } from "#app/doors/api/api-bodies.ts";
import { apiRoute, idOf, json } from "#app/doors/api/api-route.ts";

/** One duty with every version of its reply. */
const route = apiRoute({
  GET: {
    permission: "public",
    async handle({ params, context, now }) {
      const duty = await readDuty(context.portal.db, context.directory.space.id, idOf(params), now);
      return json({ ...dutyItem(duty), replies: duty.versions });
    },
  },
});
export const loader = route.loader;
export const action = route.action;
