import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";
import { fileHash } from "./ledger-checks/check.ts";

const SHOWN = ["id", "position", "alt", "caption", "width", "height"] as const;

export function listPicturesOfDraft(db: Queryable, draftId: string) {
  return db.selectFrom("picture").select(SHOWN).where("draft_id", "=", draftId).orderBy("position").execute();
}

export function listPicturesOfMatter(db: Queryable, matterId: number) {
  return db
    .selectFrom("picture")
    .select(SHOWN)
    .where("matter_id", "=", matterId)
    .orderBy("position")
    .execute();
}

/** The first picture of each of these matters, of those that have any (the unique index of matter and position). */
export function listFirstPictures(db: Queryable, matterIds: readonly number[]) {
  return db
    .selectFrom("picture")
    .distinctOn("matter_id")
    .select(["matter_id", "id", "width", "height"])
    .where("matter_id", "in", matterIds)
    .orderBy("matter_id")
    .orderBy("position")
    .execute();
}

/** The unique index (draft, position) and the check 1…5 refuse the sixth and two in one place. */
export async function insertPicture(tx: Tx, picture: NewRow<"picture">): Promise<void> {
  await tx.insertInto("picture").values(picture).execute();
}

/** The bytes, for whoever may see them in the space: everyone once published, its writer while a draft. */
export function findPicture(db: Queryable, spaceId: number, id: string, personId: number | undefined) {
  return db
    .selectFrom("picture")
    .leftJoin("draft", "draft.id", "picture.draft_id")
    .leftJoin("matter", "matter.id", "picture.matter_id")
    .select(["picture.bytes", "picture.media_type", "picture.matter_id"])
    .where("picture.id", "=", id)
    .where((eb) => eb(eb.fn.coalesce("matter.space_id", "draft.space_id"), "=", spaceId))
    .where((eb) =>
      eb.or([
        eb("picture.matter_id", "is not", null),
        ...(personId === undefined ? [] : [eb("draft.person_id", "=", personId)]),
      ]),
    )
    .executeTakeFirst();
}

/** What is said of a draft's picture; nothing happens for one that is not the draft's. */
export async function describePictureOfDraft(
  tx: Tx,
  draftId: string,
  { id, alt, caption }: { id: string; alt: string; caption: string },
): Promise<void> {
  await tx
    .updateTable("picture")
    .set({ alt, caption })
    .where("id", "=", id)
    .where("draft_id", "=", draftId)
    .execute();
}

/** A picture changes places with the one before it, in one statement: the places are unique at its end. */
export async function movePictureForward(tx: Tx, id: string, draftId: string): Promise<void> {
  await sql`
    with here as (select position from picture where id = ${id} and draft_id = ${draftId}),
      before as (select max(position) as position from picture
        where draft_id = ${draftId} and position < (select position from here))
    update picture
      set position = case when picture.position = here.position then before.position else here.position end
    from here, before
    where draft_id = ${draftId} and before.position is not null
      and picture.position in (here.position, before.position)`.execute(tx);
}

/** Takes a picture off a draft; those behind it move up, so that the next that is added comes last. */
export async function deletePictureOfDraft(tx: Tx, id: string, draftId: string): Promise<void> {
  const removed = await tx
    .deleteFrom("picture")
    .where("id", "=", id)
    .where("draft_id", "=", draftId)
    .returning("position")
    .executeTakeFirst();
  if (!removed) return;
  await tx
    .updateTable("picture")
    .set((eb) => ({ position: eb("position", "-", 1) }))
    .where("draft_id", "=", draftId)
    .where("position", ">", removed.position)
    .execute();
}

/**
 * At publishing: the draft's pictures become the matter's.
 *
 * @returns them in their order, as the ledger is to speak of them
 */
export async function givePicturesToMatter(tx: Tx, draftId: string, matterId: number) {
  const given = await tx
    .updateTable("picture")
    .set({ draft_id: null, matter_id: matterId })
    .where("draft_id", "=", draftId)
    .returning(["id as picture", "position", "alt", "caption", fileHash(sql.ref("picture.bytes")).as("file")])
    .execute();
  return given
    .sort((a, b) => a.position - b.position)
    .map(({ picture, alt, caption, file }) => ({ picture, alt, file, ...(caption !== "" && { caption }) }));
}
