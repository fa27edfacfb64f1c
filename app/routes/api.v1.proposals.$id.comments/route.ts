import { readComment, readComments, writeComment } from "#app/domain/comment/comments.ts";
import { readProposal } from "#app/domain/kinds/proposal/read-proposal.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { commentItem, listCommentsOperation, writeCommentOperation } from "#app/doors/api/comments.ts";
import { answer, matterOf, reads, writesText } from "#app/doors/api/operation.ts";

/** GET: what was asked and said, by page. POST: asks or says something (201), once (200); the author answers. */
const route = apiRoute({
  GET: reads(listCommentsOperation, async (call) => {
    const { query, context, now } = call;
    const id = await matterOf(call);
    const { portal, directory, viewer, language } = context;
    await readProposal(portal.db, directory.space.id, id, { personId: undefined, language }, now);
    const page = await readComments(
      portal.db,
      id,
      viewer?.personId,
      query.cursor ?? null,
      API_PAGE_SIZES.comments,
    );
    return answer(200, { items: page.items.map(commentItem), next: page.next });
  }),
  POST: writesText(writeCommentOperation, async (call) => {
    const { body, context, viewer, now } = call;
    const matterId = await matterOf(call);
    const { db } = context.portal;
    const { personId } = viewer;
    const spaceId = context.directory.space.id;
    const { id, isNew } = await writeComment(db, { spaceId, matterId, personId, ...body, now });
    const comment = await readComment(db, matterId, body.answers ?? id, personId);
    return answer(isNew ? 201 : 200, commentItem(comment));
  }),
});
export const loader = route.loader;
export const action = route.action;
