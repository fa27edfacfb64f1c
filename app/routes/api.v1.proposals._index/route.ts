import { parseInput } from "#app/domain/input.ts";
import { publishProposal } from "#app/domain/kinds/proposal/publish-proposal.ts";
import { readProposal } from "#app/domain/kinds/proposal/read-proposal.ts";
import { proposalSchema } from "#app/domain/kinds/proposal/schema.ts";
import { browseProposals } from "#app/domain/kinds/proposal/summaries.ts";
import { spacePath } from "#app/domain/space/address.ts";
import { proposalBody, proposalItem } from "#app/doors/api/api-bodies.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import { apiRoute, json, readJson } from "#app/doors/api/api-route.ts";

/** GET: a page of proposals. POST: publishes one. */
const route = apiRoute({
  GET: {
    permission: "public",
    async handle({ url, context, now }) {
      const { portal, directory, language } = context;
      const page = await browseProposals(
        portal.db,
        directory,
        url.searchParams,
        language,
        now,
        API_PAGE_SIZES.proposals,
      );
      return json({ items: page.items.map(proposalItem), next: page.next });
    },
  },
  POST: {
    permission: "proposal.publish",
    limit: "publish",
    async handle({ request, context, viewer, now }) {
      const { portal, directory, language } = context;
      const input = parseInput(proposalSchema(directory), await readJson(request));
      const id = await publishProposal(portal.db, directory.space.id, viewer.personId, input, now);
      const proposal = await readProposal(
        portal.db,
        directory.space.id,
        id,
        { personId: viewer.personId, language },
        now,
      );
      return json(proposalBody(proposal), 201, {
        Location: spacePath(directory.space.prefix, `/api/v1/proposals/${id}`),
      });
    },
  },
});
export const loader = route.loader;
export const action = route.action;
