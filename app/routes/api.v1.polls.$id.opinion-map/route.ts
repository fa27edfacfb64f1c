import { readMapHead } from "#app/domain/kinds/poll/poll-map.ts";
import { readOpinionMap } from "#app/domain/opinion-map/read-map.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, matterOf, reads } from "#app/doors/api/operation.ts";
import { opinionMapBody, readPollOpinionMapOperation } from "#app/doors/api/opinion-map.ts";

/** The opinion map of a poll as everybody sees it. */
const route = apiRoute({
  GET: reads(readPollOpinionMapOperation, async (call) => {
    const { context, now } = call;
    const { portal, directory, language } = context;
    const id = await matterOf(call);
    await readMapHead(portal.polls, directory.space.id, id, null, language, now);
    return answer(200, opinionMapBody(await readOpinionMap(portal.db, id, undefined)));
  }),
});
export const loader = route.loader;
export const action = route.action;
