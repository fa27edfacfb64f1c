import { browseVotes } from "#app/domain/kinds/vote/browse-votes.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, reads } from "#app/doors/api/operation.ts";
import { listVotesOperation, voteItem } from "#app/doors/api/votes.ts";

/** A page of residents' votes, newest first. */
const route = apiRoute({
  GET: reads(listVotesOperation, async ({ query, context, now }) => {
    const { portal, directory, language } = context;
    const cursor = query.cursor ?? null;
    const { votes: size } = API_PAGE_SIZES;
    const page = await browseVotes(portal.db, directory.space.id, cursor, language, now, size);
    return answer(200, { items: page.items.map(voteItem), next: page.next });
  }),
});
export const loader = route.loader;
export const action = route.action;
