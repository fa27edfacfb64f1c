import { PortalError } from "#app/domain/errors.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { hashTexts } from "#app/domain/ledger/text-hash.ts";
import { may, type Viewer } from "#app/domain/person/permissions.ts";
import { forgetSentIn, submitOnce } from "#app/domain/submit-once.ts";
import type { Database, Tx } from "#db/client.ts";
import { findForum, insertBackground, markBackgroundRemoved } from "#db/queries/forums.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import { findResponsibleOffice } from "#db/queries/spaces.ts";
import { inTransaction, isRefusedBy } from "#db/transaction.ts";
import type { BackgroundInput } from "./schema.ts";

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
      submitOnce(tx, sent, now, () => putBackground(tx, spaceId, forumId, item, now)),
    );
  } catch (error) {
    if (isRefusedBy(error, "background_position_check")) throw new PortalError("background-full");
    if (isRefusedBy(error, "background_pkey")) throw new PortalError("changed-meanwhile");
    throw error;
  }
}

/** Adds an item without asking who may. @returns its number */
export async function putBackground(
  tx: Tx,
  spaceId: number,
  forumId: number,
  { title, body, url }: BackgroundInput,
  at: Date,
): Promise<number> {
  const number = await insertBackground(tx, forumId, { title, body, url }, at);
  await noteSearchChanges(tx, [{ kind: "forum", id: forumId }]);
  const data = { number, text: hashTexts({ title, body, url }) };
  await appendToLedger(tx, [{ spaceId, matterId: forumId, kind: "background", at, data }]);
  return number;
}

/** Takes an item off the page. It is kept, and the ledger says when it went. */
export async function removeBackground(
  db: Database,
  viewer: Viewer,
  spaceId: number,
  forumId: number,
  number: number,
  now: Date,
): Promise<void> {
  if (!(await mayEditBackground(db, viewer, spaceId, forumId))) throw new PortalError("not-permitted");
  await inTransaction(db, async (tx) => {
    if (!(await markBackgroundRemoved(tx, forumId, number, now))) throw new PortalError("not-found");
    await noteSearchChanges(tx, [{ kind: "forum", id: forumId }]);
    await forgetSentIn(tx, { act: "background", about: forumId });
    await appendToLedger(tx, [
      { spaceId, matterId: forumId, kind: "background-removed", at: now, data: { number } },
    ]);
  });
}
