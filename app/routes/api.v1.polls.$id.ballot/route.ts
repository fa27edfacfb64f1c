import { castBallot } from "#app/domain/kinds/poll/cast-ballot.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, matterOf, writesText } from "#app/doors/api/operation.ts";
import { castBallotOperation } from "#app/doors/api/poll-ballots.ts";

/** Takes part (201), or changes one's ballot (200). */
const route = apiRoute({
  PUT: writesText(castBallotOperation, async (call) => {
    const { body, context, viewer, now } = call;
    const { result, count, receipt } = await castBallot(context.portal.polls, {
      spaceId: context.directory.space.id,
      matterId: await matterOf(call),
      voter: viewer,
      answers: body.answers,
      at: now,
    });
    return answer(result === "added" ? 201 : 200, { count, receipt });
  }),
});
export const loader = route.loader;
export const action = route.action;
