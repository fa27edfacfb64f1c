import { sendInProposal } from "#app/domain/kinds/proposal/publish-proposal.ts";
import { readProposal } from "#app/domain/kinds/proposal/read-proposal.ts";
import { browseProposals } from "#app/domain/kinds/proposal/summaries.ts";
import { spacePath } from "#app/domain/space/address.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, reads, writesText } from "#app/doors/api/operation.ts";
import {
  listProposals,
  proposalBody,
  proposalItem,
  publishProposalOperation,
} from "#app/doors/api/proposals.ts";

/** GET: a page of proposals. POST: publishes one. */
const route = apiRoute({
  GET: reads(listProposals, async ({ url, context, now }) => {
    const { portal, directory, language } = context;
    const { proposals: pageSize } = API_PAGE_SIZES;
    const page = await browseProposals(portal.db, directory, url.searchParams, language, now, pageSize);
    return answer(200, { items: page.items.map(proposalItem), next: page.next });
  }),
  POST: writesText(publishProposalOperation, async ({ body, context, viewer, now }) => {
    const { portal, directory, language } = context;
    const { personId } = viewer;
    const id = await sendInProposal(portal.db, directory.space.id, personId, body, now);
    const proposal = await readProposal(portal.db, directory.space.id, id, { personId, language }, now);
    return answer(201, proposalBody(proposal, directory.space.prefix), {
      Location: spacePath(directory.space.prefix, `/api/v1/proposals/${id}`),
    });
  }),
});
export const loader = route.loader;
export const action = route.action;
