import { readDuty } from "#app/domain/duty/read-duties.ts";
import { publishReply, replySchema } from "#app/domain/duty/reply.ts";
import { parseInput } from "#app/domain/input.ts";
import { dutyItem } from "#app/doors/api/api-bodies.ts";
import { apiRoute, idOf, json, readJson } from "#app/doors/api/api-route.ts";

/** GET: every version. POST: the office that owes it publishes a reply; a later one is a further version. */
const route = apiRoute({
  GET: {
    permission: "public",
    async handle({ params, context, now }) {
      const duty = await readDuty(context.portal.db, context.directory.space.id, idOf(params), now);
      return json({ items: duty.versions, next: null });
    },
  },
  POST: {
    permission: "duty.reply",
    limit: "text",
    async handle({ request, params, context, viewer, now }) {
      const id = idOf(params);
      const input = parseInput(replySchema, await readJson(request));
      const { version } = await publishReply(
        context.portal.db,
        viewer,
        context.directory.space.id,
        id,
        input,
        now,
      );
      const duty = await readDuty(context.portal.db, context.directory.space.id, id, now);
      return json({ version, decision: input.decision, duty: dutyItem(duty) }, 201);
    },
  },
});
export const loader = route.loader;
export const action = route.action;
