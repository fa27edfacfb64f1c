import { readForum } from "#app/domain/kinds/forum/read-forum.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { forumBody, readForumOperation } from "#app/doors/api/forums.ts";
import { answer, matterOf, reads } from "#app/doors/api/operation.ts";

/** One forum: its subject, dates, participants, stances, background, crossings and duties. */
const route = apiRoute({
  GET: reads(readForumOperation, async (call) => {
    const { context, now } = call;
    const { portal, viewer, language } = context;
    const reader = { personId: viewer?.personId, language };
    return answer(
      200,
      forumBody(await readForum(portal.db, context.directory.space.id, await matterOf(call), reader, now)),
    );
  }),
});
export const loader = route.loader;
export const action = route.action;
