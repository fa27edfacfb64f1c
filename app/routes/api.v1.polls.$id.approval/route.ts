import { PortalError } from "#app/domain/errors.ts";
import { parseId } from "#app/domain/input.ts";
import { approvePoll } from "#app/domain/kinds/poll/approve-poll.ts";
import { readPoll } from "#app/domain/kinds/poll/read-poll.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, writes } from "#app/doors/api/operation.ts";
import { approvePollOperation } from "#app/doors/api/poll-drafts.ts";
import { pollBody } from "#app/doors/api/polls.ts";

/** A second officer lets a poll open. */
const route = apiRoute({
  POST: writes(approvePollOperation, async ({ path, query, context, viewer, now }) => {
    const { portal, directory, language } = context;
    // It is no matter yet, so nothing but its number leads to it.
    const id = parseId(path.id);
    if (id === undefined) throw new PortalError("not-found");
    const services = { db: portal.db, dataKeys: portal.polls.dataKeys };
    await approvePoll(services, viewer, directory.space.id, id, query.version, now);
    return answer(201, pollBody(await readPoll(portal.db, directory.space.id, id, language, now), null));
  }),
});
export const loader = route.loader;
export const action = route.action;
