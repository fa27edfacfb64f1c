import { parseId } from "#app/domain/input.ts";
import { readDraft } from "#app/domain/kinds/poll/drafts.ts";
import { readOwnBallot } from "#app/domain/kinds/poll/own-ballot.ts";
import { getPoll, readPoll } from "#app/domain/kinds/poll/read-poll.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, matterOf, reads } from "#app/doors/api/operation.ts";
import { draftBody } from "#app/doors/api/poll-drafts.ts";
import { pollBody, readPollOperation } from "#app/doors/api/polls.ts";
import { findMatterHere } from "#app/doors/matter-param.ts";

/** One poll; until its approval for officers alone. */
const route = apiRoute({
  GET: reads(readPollOperation, async (call) => {
    const { context, path, now } = call;
    const { portal, viewer, directory, language } = context;
    const { id: spaceId } = directory.space;
    const draftId = parseId(path.id);
    if (viewer && draftId !== undefined && !(await findMatterHere(context, path.id))) {
      const draft = await readDraft(portal.db, viewer, spaceId, draftId);
      return answer(200, draftBody(draft, directory, language));
    }
    const id = await matterOf(call);
    const [view, own] = await Promise.all([
      readPoll(portal.db, spaceId, id, language, now),
      viewer
        ? getPoll(portal.db, spaceId, id).then((poll) => readOwnBallot(portal.polls, poll, viewer.personId))
        : null,
    ]);
    return answer(200, pollBody(view, own));
  }),
});
export const loader = route.loader;
export const action = route.action;
