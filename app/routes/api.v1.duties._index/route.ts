import { readDutyList } from "#app/domain/duty/read-duties.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { listDuties } from "#app/doors/api/duties.ts";
import { answer, reads } from "#app/doors/api/operation.ts";

/** What offices owe (`state` open or overdue, soonest first) and what they delivered (met, latest first). */
const route = apiRoute({
  GET: reads(listDuties, async ({ query, context, now }) => {
    const asked = { state: query.state, cursor: query.cursor ?? null };
    return answer(
      200,
      await readDutyList(context.portal.db, context.directory.space.id, asked, now, API_PAGE_SIZES.duties),
    );
  }),
});
export const loader = route.loader;
export const action = route.action;
