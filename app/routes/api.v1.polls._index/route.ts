import { browsePolls } from "#app/domain/kinds/poll/browse-polls.ts";
import { makePoll, readDraft } from "#app/domain/kinds/poll/drafts.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, reads, writesText } from "#app/doors/api/operation.ts";
import { draftBody, makePollOperation } from "#app/doors/api/poll-drafts.ts";
import { listPollsOperation, pollItem } from "#app/doors/api/polls.ts";

/** GET: a page of polls. POST: an officer makes one, which waits for its approval. */
const route = apiRoute({
  GET: reads(listPollsOperation, async ({ url, context, now }) => {
    const { portal, directory, language } = context;
    const { space } = directory;
    const size = API_PAGE_SIZES.polls;
    const polls = await browsePolls(portal.db, space.id, url.searchParams, language, now, size);
    return answer(200, { items: polls.items.map(pollItem), next: polls.next });
  }),
  POST: writesText(makePollOperation, async ({ body, context, viewer, now }) => {
    const { portal, directory, language } = context;
    const { office, ...content } = body;
    const id = await makePoll({ db: portal.db, directory, viewer, now }, content, office);
    const draft = await readDraft(portal.db, viewer, directory.space.id, id);
    const headers = { Location: `${directory.space.prefix}/polls/${id}` };
    return answer(201, draftBody(draft, directory, language), headers);
  }),
});
export const loader = route.loader;
export const action = route.action;
