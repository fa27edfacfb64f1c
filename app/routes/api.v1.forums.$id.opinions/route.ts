import { giveOpinion } from "#app/domain/kinds/forum/give-opinion.ts";
import { readForum, readOpinions } from "#app/domain/kinds/forum/read-forum.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { giveOpinionOperation, listOpinions, opinionItem } from "#app/doors/api/forums.ts";
import { answer, matterOf, reads, writesText } from "#app/doors/api/operation.ts";

/** GET: opinions, by page. POST: gives one's opinion, or changes it (one standing opinion a person). */
const route = apiRoute({
  GET: reads(listOpinions, async (call) => {
    const { query, context, now } = call;
    const id = await matterOf(call);
    const { portal, viewer, language } = context;
    const { stance, sort, cursor } = query;
    await readForum(portal.db, context.directory.space.id, id, { personId: undefined, language }, now);
    const asked = { stance, order: sort, cursor: cursor ?? null };
    const page = await readOpinions(portal.db, id, asked, viewer?.personId, API_PAGE_SIZES.opinions);
    return answer(200, { items: page.items.map(opinionItem), next: page.next });
  }),
  POST: writesText(giveOpinionOperation, async (call) => {
    const { body, context, viewer, now } = call;
    const id = await matterOf(call);
    const given = await giveOpinion(
      context.portal,
      context.directory.space.id,
      id,
      viewer.personId,
      body,
      now,
    );
    context.portal.live.publish(`matter:${id}`, { count: given.participants });
    return answer(given.version === 1 ? 201 : 200, { ...given, ...body });
  }),
});
export const loader = route.loader;
export const action = route.action;
