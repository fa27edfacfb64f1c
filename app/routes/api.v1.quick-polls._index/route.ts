import { makeQuickPoll } from "#app/domain/quick-poll/make-quick-poll.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, writesText } from "#app/doors/api/operation.ts";
import { makeQuickPollOperation } from "#app/doors/api/quick-polls.ts";
import { quickPollUrl } from "#app/doors/quick-poll-param.ts";

/** POST: opens a one-touch poll. */
const route = apiRoute({
  POST: writesText(makeQuickPollOperation, async ({ body, context, viewer, now }) => {
    const { portal, directory } = context;
    const name = await makeQuickPoll(portal.db, directory.space.id, viewer.personId, body, now);
    const url = quickPollUrl(context, name);
    return answer(201, { name, url }, { Location: new URL(url).pathname });
  }),
});
export const loader = route.loader;
export const action = route.action;
