import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

/** @returns undefined: they have one to this list that is not answered yet (objection_open) */
export async function insertObjection(tx: Tx, objection: NewRow<"objection">): Promise<number | undefined> {
  const made = await tx
    .insertInto("objection")
    .values(objection)
    .onConflict((conflict) =>
      conflict.columns(["matter_id", "person_id", "round"]).where("decided_at", "is", null).doNothing(),
    )
    .returning("id")
    .executeTakeFirst();
  return made?.id;
}

/** Oldest first, those without an answer before the others. */
export function listObjections(db: Queryable, matterId: number) {
  return db
    .selectFrom("objection")
    .innerJoin("person", "person.id", "objection.person_id")
    .selectAll("objection")
    .select("person.public_name")
    .where("objection.matter_id", "=", matterId)
    .orderBy(sql`objection.decided_at is not null`)
    .orderBy("objection.id")
    .execute();
}

/** Somebody's own. */
export function listObjectionsOf(db: Queryable, matterId: number, personId: number) {
  return db
    .selectFrom("objection")
    .selectAll()
    .where("matter_id", "=", matterId)
    .where("person_id", "=", personId)
    .orderBy("id")
    .execute();
}

/** Somebody's own in all drives of all spaces, with the key that they are sealed with. */
export function listAllObjectionsOf(db: Queryable, personId: number) {
  return db
    .selectFrom("objection")
    .innerJoin("drive", "drive.matter_id", "objection.matter_id")
    .selectAll("objection")
    .select("drive.data_key_id")
    .where("objection.person_id", "=", personId)
    .orderBy("objection.id")
    .execute();
}

/** Those of these that wait for an answer, in their order. */
export function listWaitingObjections(tx: Tx, matterId: number, ids: readonly number[]) {
  return tx
    .selectFrom("objection")
    .select(["id", "matter_id", "person_id", "made_at"])
    .where("matter_id", "=", matterId)
    .where("id", "in", [...ids])
    .where("decided_at", "is", null)
    .orderBy("id")
    .execute();
}

export async function answerObjection(
  tx: Tx,
  id: number,
  answer: { upheld: boolean; sealed_answer: Buffer; struck: number; decided_at: Date; decided_by: number },
): Promise<void> {
  await tx.updateTable("objection").set(answer).where("id", "=", id).execute();
}

/** Those with a text in plain, with the key of their drive (objection_plain). */
export function listPlainObjections(db: Queryable, limit: number) {
  return db
    .selectFrom("objection")
    .innerJoin("drive", "drive.matter_id", "objection.matter_id")
    .selectAll("objection")
    .select("drive.data_key_id")
    .where((eb) => eb.or([eb("objection.body", "is not", null), eb("objection.answer", "is not", null)]))
    .orderBy("objection.id")
    .limit(limit)
    .execute();
}

/** @returns false: its texts changed since they were read, and stay */
export async function sealObjection(
  db: Queryable,
  seen: { id: number; body: string | null; answer: string | null },
  change: { body?: null; answer?: null; sealed?: Buffer | null; sealed_answer?: Buffer | null },
): Promise<boolean> {
  const result = await db
    .updateTable("objection")
    .set(change)
    .where("id", "=", seen.id)
    .where("body", "is not distinct from", seen.body)
    .where("answer", "is not distinct from", seen.answer)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** How many there are, how many wait, and how many signatures online they showed to be invalid. */
export async function countObjections(db: Queryable, matterId: number) {
  const { rows } = await sql<{ made: number; waiting: number; upheld: number; struck: number }>`
    select count(*)::int as made, count(*) filter (where decided_at is null)::int as waiting,
      count(*) filter (where upheld)::int as upheld, coalesce(sum(struck), 0)::int as struck
    from objection where matter_id = ${matterId}`.execute(db);
  return rows[0] ?? { made: 0, waiting: 0, upheld: 0, struck: 0 };
}
