import { readProposal } from "#app/domain/kinds/proposal/read-proposal.ts";
import { proposalBody } from "#app/doors/api/api-bodies.ts";
import { apiRoute, idOf, json } from "#app/doors/api/api-route.ts";

/** One proposal with its crossings, duties and forum. */
const route = apiRoute({
  GET: {
    permission: "public",
    async handle({ params, context, now }) {
      const { portal, directory, viewer, language } = context;
      const reader = { personId: viewer?.personId, language };
      return json(proposalBody(await readProposal(portal.db, directory.space.id, idOf(params), reader, now)));
    },
  },
});
export const loader = route.loader;
export const action = route.action;
