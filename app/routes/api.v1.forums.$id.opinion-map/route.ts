import { readForumHead } from "#app/domain/kinds/forum/read-forum-head.ts";
import { readOpinionMap } from "#app/domain/opinion-map/read-map.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, matterOf, reads } from "#app/doors/api/operation.ts";
import { opinionMapBody, readOpinionMapOperation } from "#app/doors/api/opinion-map.ts";

/** The opinion map of a forum as everybody sees it. */
const route = apiRoute({
  GET: reads(readOpinionMapOperation, async (call) => {
    const { context, now } = call;
    const { portal, directory, language } = context;
    const id = await matterOf(call);
    await readForumHead(portal.db, directory.space.id, id, language, now);
    return answer(200, opinionMapBody(await readOpinionMap(portal.db, id, undefined)));
  }),
});
export const loader = route.loader;
export const action = route.action;
