import { readResults } from "#app/domain/kinds/poll/read-results.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, matterOf, reads } from "#app/doors/api/operation.ts";
import { readPollResultsOperation } from "#app/doors/api/poll-ballots.ts";

/** What came of a poll: live, or once it is counted. */
const route = apiRoute({
  GET: reads(readPollResultsOperation, async (call) => {
    const { context } = call;
    const id = await matterOf(call);
    return answer(200, await readResults(context.portal.db, context.directory.space.id, id));
  }),
});
export const loader = route.loader;
export const action = route.action;
