import { PortalError } from "#app/domain/errors.ts";
import { may, type Viewer } from "#app/domain/person/permissions.ts";
import { forgetSentIn, submitOnce } from "#app/domain/submit-once.ts";
import type { Database } from "#db/client.ts";
import { deleteBackground, findForum, insertBackground } from "#db/queries/forums.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import { findResponsibleOffice } from "#db/queries/spaces.ts";
import { inTransaction, isRefusedBy } from "#db/transaction.ts";
import { type BackgroundInput, MOST_BACKGROUND_ITEMS } from "./schema.ts";

/** Whether the viewer keeps the background of this forum: the responsible department, or a moderator. */
export async function mayEditBackground(
  db: Database,
  viewer: Viewer | null,
  spaceId: number,
  forumId: number,
): Promise<boolean> {
  if (!viewer || viewer.posts.length === 0) return false;
  const forum = await findForum(db, spaceId, forumId);
  if (!forum) throw new PortalError("not-found");
  const office = await findResponsibleOffice(db, forum.space_id, forum.category);
  return may(viewer, "forum.edit-background", { space: forum.space_id, office: office?.id });
}

export async function addBackground(
  db: Database,
  viewer: Viewer,
  spaceId: number,
  forumId: number,
  item: BackgroundInput,
  now: Date,
): Promise<void> {
  if (!(await mayEditBackground(db, viewer, spaceId, forumId))) throw new PortalError("not-permitted");
  const content = [item.title, item.body, item.url];
  const sent = { personId: viewer.personId, act: "background", about: forumId, content } as const;
  try {
    await inTransaction(db, (tx) =>
      submitOnce(tx, sent, now, async () => {
        const position = await insertBackground(tx, forumId, item);
        await noteSearchChanges(tx, [{ kind: "forum", id: forumId }]);
        return position;
      }),
    );
  } catch (error) {
    if (isRefusedBy(error, "background_position_check")) throw new PortalError("background-full");
    if (isRefusedBy(error, "background_pkey")) throw new PortalError("changed-meanwhile");
    throw error;
  }
}

export async function removeBackground(
  db: Database,
  viewer: Viewer,
  spaceId: number,
  forumId: number,
  position: number,
): Promise<void> {
  if (!(await mayEditBackground(db, viewer, spaceId, forumId))) throw new PortalError("not-permitted");
  if (position > MOST_BACKGROUND_ITEMS) throw new PortalError("not-found");
  const removed = await inTransaction(db, async (tx) => {
    await noteSearchChanges(tx, [{ kind: "forum", id: forumId }]);
    await forgetSentIn(tx, { act: "background", about: forumId });
    return deleteBackground(tx, forumId, position);
  });
  if (!removed) throw new PortalError("not-found");
}
