import { z } from "zod";
import { choice, parseInput } from "#app/domain/input.ts";
import { giveOpinion } from "#app/domain/kinds/forum/give-opinion.ts";
import { readForum, readOpinions } from "#app/domain/kinds/forum/read-forum.ts";
import { opinionSchema, STANCES } from "#app/domain/kinds/forum/schema.ts";
import { opinionItem } from "#app/doors/api/api-bodies.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import { apiRoute, idOf, json, readJson } from "#app/doors/api/api-route.ts";

const parameters = z.object({
  stance: choice(STANCES).optional(),
  sort: choice(["helpful", "newest"]).default("newest"),
});

/** GET: opinions, by page. POST: gives one's opinion, or changes it (one standing opinion a person). */
const route = apiRoute({
  GET: {
    permission: "public",
    async handle({ url, params, context, now }) {
      const { portal, directory, viewer, language } = context;
      const id = idOf(params);
      const { stance, sort } = parseInput(parameters, Object.fromEntries(url.searchParams));
      await readForum(portal.db, directory.space.id, id, { personId: undefined, language }, now);
      const asked = { stance, order: sort, cursor: url.searchParams.get("cursor") };
      const page = await readOpinions(portal.db, id, asked, viewer?.personId, API_PAGE_SIZES.opinions);
      return json({ items: page.items.map(opinionItem), next: page.next });
    },
  },
  POST: {
    permission: "forum.take-part",
    limit: "text",
    async handle({ request, params, context, viewer, now }) {
      const id = idOf(params);
      const input = parseInput(opinionSchema, await readJson(request));
      const { participants, ...given } = await giveOpinion(
        context.portal,
        context.directory.space.id,
        id,
        viewer.personId,
        input,
        now,
      );
      context.portal.live.publish(`matter:${id}`, { count: participants });
      return json({ ...given, ...input, participants }, given.version === 1 ? 201 : 200);
    },
  },
});
export const loader = route.loader;
export const action = route.action;
