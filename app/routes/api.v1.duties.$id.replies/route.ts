import { readDuty } from "#app/domain/duty/read-duties.ts";
import { publishReply } from "#app/domain/duty/reply.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { listReplies, publishReplyOperation } from "#app/doors/api/duties.ts";
import { answer, reads, writesText } from "#app/doors/api/operation.ts";
import { requireFreshFor } from "#app/doors/fresh.ts";

/** GET: every version. POST: the office that owes it publishes a reply; a later one is a further version. */
const route = apiRoute({
  GET: reads(listReplies, async ({ path, context, now }) => {
    const duty = await readDuty(context.portal.db, context.directory.space.id, path.id, now);
    return answer(200, { items: duty.versions, next: null });
  }),
  POST: writesText(publishReplyOperation, async (call) => {
    const { path, body, context, viewer, now } = call;
    await requireFreshFor(call, "reply", "/");
    const { portal, directory } = context;
    const { version } = await publishReply(portal.db, viewer, directory.space.id, path.id, body, now);
    const duty = await readDuty(portal.db, directory.space.id, path.id, now);
    return answer(201, { version, decision: body.decision, duty });
  }),
});
export const loader = route.loader;
export const action = route.action;
