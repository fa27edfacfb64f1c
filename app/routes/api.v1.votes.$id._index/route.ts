import { readVote } from "#app/domain/kinds/vote/read-vote.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, matterOf, reads } from "#app/doors/api/operation.ts";
import { readVoteOperation, voteBody } from "#app/doors/api/votes.ts";

/** One residents' vote. */
const route = apiRoute({
  GET: reads(readVoteOperation, async (call) => {
    const { portal, directory, language } = call.context;
    const id = await matterOf(call);
    return answer(200, voteBody(await readVote(portal.db, directory.space.id, id, language, call.now)));
  }),
});
export const loader = route.loader;
export const action = route.action;
