import { readDuty } from "#app/domain/duty/read-duties.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { readDutyOperation } from "#app/doors/api/duties.ts";
import { answer, reads } from "#app/doors/api/operation.ts";

/** One duty with every version of its reply. */
const route = apiRoute({
  GET: reads(readDutyOperation, async ({ path, context, now }) => {
    const duty = await readDuty(context.portal.db, context.directory.space.id, path.id, now);
    return answer(200, { ...duty, replies: duty.versions });
  }),
});
export const loader = route.loader;
export const action = route.action;
