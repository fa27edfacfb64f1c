import { readMessages } from "#app/domain/quick-poll/chat.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, reads } from "#app/doors/api/operation.ts";
import { listMessagesOperation } from "#app/doors/api/quick-polls.ts";
import { findShownPoll } from "#app/doors/quick-poll-param.ts";

/** GET: a poll's chat, by page. */
const route = apiRoute({
  GET: reads(listMessagesOperation, async ({ path, query, context, now }) => {
    const poll = await findShownPoll(context, path.name, now);
    return answer(
      200,
      await readMessages(context.portal.db, poll, query.cursor ?? null, API_PAGE_SIZES.messages),
    );
  }),
});
export const loader = route.loader;
export const action = route.action;
