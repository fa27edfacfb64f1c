import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

export async function insertObjection(tx: Tx, objection: NewRow<"objection">): Promise<number> {
  const { id } = await tx.insertInto("objection").values(objection).returning("id").executeTakeFirstOrThrow();
  return id;
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
    .select(["id", "body", "made_at", "upheld", "answer", "decided_at"])
    .where("matter_id", "=", matterId)
    .where("person_id", "=", personId)
    .orderBy("id")
    .execute();
}

/** @returns whom to tell; undefined: it was decided already, or is of another drive */
export function answerObjection(
  tx: Tx,
  id: number,
  matterId: number,
  answer: { upheld: boolean; answer: string; struck: number; decided_at: Date; decided_by: number },
) {
  return tx
    .updateTable("objection")
    .set(answer)
    .where("id", "=", id)
    .where("matter_id", "=", matterId)
    .where("decided_at", "is", null)
    .returning("person_id")
    .executeTakeFirst();
}

/** How many there are, how many wait, and how many signatures online they showed to be invalid. */
export async function countObjections(db: Queryable, matterId: number) {
  const { rows } = await sql<{ made: number; waiting: number; upheld: number; struck: number }>`
    select count(*)::int as made, count(*) filter (where decided_at is null)::int as waiting,
      count(*) filter (where upheld)::int as upheld, coalesce(sum(struck), 0)::int as struck
    from objection where matter_id = ${matterId}`.execute(db);
  return rows[0] ?? { made: 0, waiting: 0, upheld: 0, struck: 0 };
}
