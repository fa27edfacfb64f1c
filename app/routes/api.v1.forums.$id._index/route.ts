import { readForum } from "#app/domain/kinds/forum/read-forum.ts";
import { forumBody } from "#app/doors/api/api-bodies.ts";
import { apiRoute, idOf, json } from "#app/doors/api/api-route.ts";

/** One forum: its subject, dates, participants, stances, background, crossings and duties. */
const route = apiRoute({
  GET: {
    permission: "public",
    async handle({ params, context, now }) {
      const { portal, directory, viewer, language } = context;
      const reader = { personId: viewer?.personId, language };
      return json(forumBody(await readForum(portal.db, directory.space.id, idOf(params), reader, now)));
    },
  },
});
export const loader = route.loader;
export const action = route.action;
