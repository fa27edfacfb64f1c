import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

/**
 * Holds a poll that is not counted to the end, together with whoever else saves. An advisory lock and not the poll's row,
 * which would be written at each save and be kept from who counts it. Who ends the poll writes its row first, and then
 * waits for those who hold this (`lockOutSavers`): what they saved is there to be deleted, and who comes later finds the
 * poll over. Two statements, so that the second sees what was committed while the first waited.
 *
 * @returns false: it is over
 */
export async function lockPollToSave(tx: Tx, matterId: number): Promise<boolean> {
  await sql`select pg_advisory_xact_lock_shared(${SAVING}, hashint8(${matterId}::bigint))`.execute(tx);
  const poll = await tx
    .selectFrom("poll")
    .select("matter_id")
    .where("matter_id", "=", matterId)
    .where("counted_at", "is", null)
    .executeTakeFirst();
  return poll !== undefined;
}

/** Waits for those who save drafts of a poll, and lets nobody begin until the transaction ends. */
export async function lockOutSavers(tx: Tx, matterId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${SAVING}, hashint8(${matterId}::bigint))`.execute(tx);
}

/** Any number but those of other locks (`lockPollToCount`): the first half of the keys of those who save. */
const SAVING = 1_007_060;

const draftOf = (db: Queryable, matterId: number, personId: number) =>
  db
    .selectFrom("ballot_draft")
    .select(["sealed", "version", "saved_on"])
    .where("matter_id", "=", matterId)
    .where("person_id", "=", personId);

export const findBallotDraft = (db: Queryable, matterId: number, personId: number) =>
  draftOf(db, matterId, personId).executeTakeFirst();

/** The same, held until the transaction ends. */
export const lockBallotDraft = (tx: Tx, matterId: number, personId: number) =>
  draftOf(tx, matterId, personId).forUpdate().executeTakeFirst();

/** @returns false: another device has begun one meanwhile */
export async function insertBallotDraft(tx: Tx, draft: NewRow<"ballot_draft">): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("ballot_draft")
    .values(draft)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function updateBallotDraft(tx: Tx, draft: NewRow<"ballot_draft">): Promise<void> {
  const { matter_id, person_id, ...saved } = draft;
  await tx
    .updateTable("ballot_draft")
    .set(saved)
    .where("matter_id", "=", matter_id)
    .where("person_id", "=", person_id)
    .execute();
}

export async function deleteBallotDraft(db: Queryable, matterId: number, personId: number): Promise<void> {
  await db
    .deleteFrom("ballot_draft")
    .where("matter_id", "=", matterId)
    .where("person_id", "=", personId)
    .execute();
}

/** All of a poll: it is over. */
export async function deleteBallotDrafts(tx: Tx, matterId: number): Promise<void> {
  await tx.deleteFrom("ballot_draft").where("matter_id", "=", matterId).execute();
}

/**
 * Removes what a save left behind that was under way while its ballot was cast, and what the version before left when it
 * ended a poll; some at a time. A ballot takes its draft along in its own transaction; a lock between the two would have
 * every voter wait for it.
 *
 * @param since the day in Seoul: what was saved before is no trace of a save that was under way a moment ago
 */
export async function removeNeedlessDrafts(db: Queryable, since: string, limit: number): Promise<void> {
  // From poll to poll by the primary key: of each poll that has drafts one row is read, however many it has.
  await sql`
    with recursive drafted as (
      (select matter_id from ballot_draft order by matter_id limit 1)
      union all
      select (select matter_id from ballot_draft where matter_id > drafted.matter_id order by matter_id limit 1)
      from drafted where drafted.matter_id is not null
    )
    delete from ballot_draft where (matter_id, person_id) in (
      select draft.matter_id, draft.person_id from drafted join poll using (matter_id)
      join ballot_draft draft using (matter_id) where counted_at is not null limit ${limit})`.execute(db);
  await sql`
    delete from ballot_draft where (matter_id, person_id) in (
      select matter_id, person_id from ballot_draft join support using (matter_id, person_id)
      where saved_on >= ${since} limit ${limit})`.execute(db);
}

/** A person's drafts of polls of a space, or of all spaces, latest poll first (ballot_draft_of_person). */
export function listBallotDrafts(db: Queryable, personId: number, spaceId?: number) {
  return db
    .selectFrom("ballot_draft")
    .innerJoin("poll", "poll.matter_id", "ballot_draft.matter_id")
    .innerJoin("matter", "matter.id", "ballot_draft.matter_id")
    .innerJoin("space", "space.id", "matter.space_id")
    .select([
      "matter.id",
      "space.code as space_code",
      "poll.definition",
      "poll.data_key_id",
      "ballot_draft.sealed",
      "ballot_draft.saved_on",
    ])
    .where("ballot_draft.person_id", "=", personId)
    .$if(spaceId !== undefined, (query) => query.where("matter.space_id", "=", spaceId ?? 0))
    .orderBy("matter.id", "desc")
    .execute();
}
