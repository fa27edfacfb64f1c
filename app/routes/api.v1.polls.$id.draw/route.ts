import { readWholeDraw } from "#app/domain/kinds/poll/read-draw.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { drawBody, readPollDrawOperation } from "#app/doors/api/draws.ts";
import { answer, matterOf, reads } from "#app/doors/api/operation.ts";

/** All that the draw of a poll's gifts follows from. */
const route = apiRoute({
  GET: reads(readPollDrawOperation, async (call) => {
    const { portal, directory, language } = call.context;
    const draw = await readWholeDraw(portal.db, directory.space.id, await matterOf(call), language);
    return answer(200, drawBody(draw));
  }),
});
export const loader = route.loader;
export const action = route.action;
