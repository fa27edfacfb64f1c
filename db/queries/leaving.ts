import { type Expression, type SqlBool, sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import { EMPTY_CONTENT } from "../empty-content.ts";
import type { MatterKind } from "../tables/matter.ts";
import { deleteVerdicts } from "./verdicts.ts";

/** Standing supports of a person in what is open, of some kinds, in the order of matters, after one. */
export function listOpenSupports(
  db: Queryable,
  personId: number,
  kinds: readonly MatterKind[],
  after: number,
  limit: number,
) {
  return db
    .selectFrom("support")
    .innerJoin("matter", "matter.id", "support.matter_id")
    .select(["support.matter_id", "matter.space_id", "matter.kind"])
    .where("support.person_id", "=", personId)
    .where("support.matter_id", ">", after)
    .where("matter.state", "=", "open")
    .where("matter.kind", "in", kinds)
    .orderBy("support.matter_id")
    .limit(limit)
    .execute();
}

/** What somebody who leaves stands behind, wrote and takes part in, as numbers. */
export async function countOwn(db: Queryable, personId: number, kinds: readonly MatterKind[], now: Date) {
  const { rows } = await sql<{
    taken_back: number;
    supports: number;
    proposals: number;
    opinions: number;
    statements: number;
    votes: number;
    drafts: number;
    applications: number;
    quick_polls: number;
  }>`
    with own as (
      select m.state = 'open' and m.kind = any(${kinds}::text[])
          and (m.withdrawable_until is null or m.withdrawable_until >= ${now})
          and (m.supports_fixed_at is null or s.created_at > m.supports_fixed_at) as taken_back
      from support s join matter m on m.id = s.matter_id where s.person_id = ${personId}
    )
    select
      (select count(*) filter (where taken_back) from own)::int as taken_back,
      (select count(*) filter (where not taken_back) from own)::int as supports,
      (select count(*) from matter where author_id = ${personId} and kind = 'proposal')::int as proposals,
      ((select count(*) from opinion where person_id = ${personId})
        + (select count(*) from opinion_reply where person_id = ${personId}))::int as opinions,
      (select count(*) from statement where person_id = ${personId})::int as statements,
      (select count(*) from statement_vote where person_id = ${personId})::int as votes,
      (select count(*) from draft where person_id = ${personId})::int as drafts,
      (select count(*) from drive_application where person_id = ${personId}
        and state in ('draft', 'submitted', 'correction'))::int as applications,
      (select count(*) from quick_poll where maker_id = ${personId} and closes_at > ${now})::int as quick_polls`.execute(
    db,
  );
  const [counted] = rows;
  if (!counted) throw new Error("A select of numbers has a row.");
  return counted;
}

/** Whether somebody leads a drive that is under way: the law asks who answers for it until its end. */
export async function leadsDrive(db: Queryable, personId: number): Promise<boolean> {
  const { rows } = await sql<{ leads: boolean }>`
    select exists (
      select from drive
      left join drive_helper helper on helper.application_id = drive.application_id
        and helper.role = 'co-representative' and helper.person_id = ${personId}
      where (drive.representative_id = ${personId} or helper.person_id is not null)
        and drive.state not in ('adopted', 'rejected', 'lapsed', 'dismissed')
    ) as leads`.execute(db);
  return rows[0]?.leads ?? false;
}

/**
 * Locks the applications that somebody made or helps with (drive_application_of_person, drive_helper_of_person), as who
 * certifies one does first: what {@link leadsDrive} says in a statement after it stays so.
 */
export async function lockApplicationsOf(tx: Tx, personId: number): Promise<void> {
  await tx
    .selectFrom("drive_application")
    .select("id")
    .where((eb) =>
      eb.or([
        eb("person_id", "=", personId),
        eb(
          "id",
          "in",
          eb.selectFrom("drive_helper").select("application_id").where("person_id", "=", personId),
        ),
      ]),
    )
    .orderBy("id")
    .forUpdate()
    .execute();
}

/** What is of nobody's concern but a person's own: gone. */
export async function deleteOwn(tx: Tx, personId: number, now: Date): Promise<void> {
  await tx.deleteFrom("account").where("person_id", "=", personId).execute();
  await tx.deleteFrom("ballot_draft").where("person_id", "=", personId).execute();
  await tx.deleteFrom("poll_reminder").where("person_id", "=", personId).execute();
  await tx.deleteFrom("follow").where("person_id", "=", personId).execute();
  await deleteVerdicts(tx, personId);
  await tx.deleteFrom("push_device").where("person_id", "=", personId).execute();
  await tx.deleteFrom("notice").where("person_id", "=", personId).execute();
  await tx.deleteFrom("notice_setting").where("person_id", "=", personId).execute();
  await tx.deleteFrom("saved_search").where("person_id", "=", personId).execute();
  await tx.deleteFrom("api_key").where("person_id", "=", personId).execute();
  await tx.deleteFrom("draft").where("person_id", "=", personId).execute();
  await tx.deleteFrom("kept_form").where("person_id", "=", personId).execute();
  await tx.deleteFrom("submission").where("person_id", "=", personId).execute();
  await tx.deleteFrom("statement_vote").where("person_id", "=", personId).execute();
  await tx.deleteFrom("opinion_map_waiting").where("person_id", "=", personId).execute();
  await tx.deleteFrom("mail").where("person_id", "=", personId).execute();
  await tx.updateTable("roll_entry").set({ person_id: null }).where("person_id", "=", personId).execute();
  await tx
    .deleteFrom("drive_application")
    .where("person_id", "=", personId)
    .where("state", "=", "draft")
    .execute();
  // What was handed in stays on record as such; its text goes, unless a drive came of it, which is public.
  await tx
    .updateTable("drive_application")
    .set({ state: "withdrawn", updated_at: now })
    .where("person_id", "=", personId)
    .where("state", "in", ["submitted", "correction"])
    .execute();
  await tx
    .updateTable("drive_application")
    .set({ title: "", content: JSON.stringify(EMPTY_CONTENT), clerk_note: null, invite_hash: null })
    .where("person_id", "=", personId)
    .where("state", "in", ["withdrawn", "refused"])
    .execute();
  await tx
    .deleteFrom("drive_helper")
    .where("person_id", "=", personId)
    .where((eb) =>
      eb.or([
        eb("role", "=", "deputy"),
        eb("application_id", "not in", eb.selectFrom("drive").select("application_id")),
      ]),
    )
    .execute();
}

/** Makes a person's row one of nobody. The identity stays until {@link forgetIdentities} finds it needless. */
export async function makeAnonymous(tx: Tx, personId: number, publicName: string, now: Date): Promise<void> {
  await tx
    .updateTable("person")
    .set({
      public_name: publicName,
      sealed: null,
      district: null,
      language: "ko",
      mail_wanted: false,
      mail_rhythm: "at-once",
      left_at: now,
    })
    .where("id", "=", personId)
    .execute();
}

/**
 * Forgets who they were of people who left, up to `limit` (person_left). As long as something that one of them stands
 * behind is open, or a drive that they signed may open again, the keyed hash stays: without it they could come back as
 * somebody else and count a second time.
 *
 * @param personId of this one alone
 * @returns how many were forgotten
 */
export async function forgetIdentities(tx: Queryable, limit: number, personId?: number): Promise<number> {
  const only: Expression<SqlBool> = personId === undefined ? sql`true` : sql`person.id = ${personId}`;
  const { numAffectedRows } = await sql`
    update person set identity_hash = null where id in (
      select person.id from person
      where left_at is not null and identity_hash is not null and ${only}
        and not exists (
          select from support join matter on matter.id = support.matter_id
          left join drive on drive.matter_id = matter.id
          where support.person_id = person.id
            and (matter.state = 'open' or (drive.matter_id is not null and drive.data_deleted_at is null)))
      order by person.id limit ${limit} for update skip locked)`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
