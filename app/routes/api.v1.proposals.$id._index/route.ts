import { readProposal } from "#app/domain/kinds/proposal/read-proposal.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, matterOf, reads } from "#app/doors/api/operation.ts";
import { proposalBody, readProposalOperation } from "#app/doors/api/proposals.ts";

/** One proposal with its crossings, duties and forum. */
const route = apiRoute({
  GET: reads(readProposalOperation, async (call) => {
    const { context, now } = call;
    const { portal, viewer, language } = context;
    const { space } = context.directory;
    const reader = { personId: viewer?.personId, language };
    const proposal = await readProposal(portal.db, space.id, await matterOf(call), reader, now);
    return answer(200, proposalBody(proposal, space.prefix));
  }),
});
export const loader = route.loader;
export const action = route.action;
