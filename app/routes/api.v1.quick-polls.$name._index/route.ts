import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, reads } from "#app/doors/api/operation.ts";
import { quickPollBody, readQuickPollOperation } from "#app/doors/api/quick-polls.ts";
import { quickPollUrl, readShownPoll } from "#app/doors/quick-poll-param.ts";

/** GET: one one-touch poll, for everybody alike: what a device voted is told to that device when it votes. */
const route = apiRoute({
  GET: reads(readQuickPollOperation, async ({ path, context, now }) => {
    const view = await readShownPoll(context, path.name, undefined, now);
    return answer(200, quickPollBody(view, quickPollUrl(context, view.poll.name)));
  }),
});
export const loader = route.loader;
export const action = route.action;
