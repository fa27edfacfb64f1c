import { vote } from "#app/domain/quick-poll/vote.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, writesOpenly } from "#app/doors/api/operation.ts";
import { quickPollBody, voteOperation } from "#app/doors/api/quick-polls.ts";
import { votingDevice } from "#app/doors/device.ts";
import { quickPollUrl, readShownPoll } from "#app/doors/quick-poll-param.ts";

/** PUT: a device votes, or changes its vote. */
const route = apiRoute({
  PUT: writesOpenly(
    voteOperation,
    ({ request, context }) => votingDevice(request, context),
    async ({ path, body, context, device, cookie, now }) => {
      const { portal, directory, address } = context;
      const { choice } = body;
      const { first } = await vote(portal, directory.space.id, path.name, { choice, device, address }, now);
      const view = await readShownPoll(context, path.name, undefined, now);
      const voted = { ...quickPollBody(view, quickPollUrl(context, view.poll.name)), choice };
      return answer(first ? 201 : 200, voted, { "Set-Cookie": cookie });
    },
  ),
});
export const loader = route.loader;
export const action = route.action;
