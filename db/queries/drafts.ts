import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

/** A draft is its writer's alone, in the space that it is for: every query names both. */
export function findDraft(db: Queryable, spaceId: number, id: string, personId: number) {
  return db
    .selectFrom("draft")
    .selectAll()
    .where("id", "=", id)
    .where("person_id", "=", personId)
    .where("space_id", "=", spaceId)
    .executeTakeFirst();
}

export async function countDrafts(db: Queryable, spaceId: number, personId: number): Promise<number> {
  const { drafts } = await db
    .selectFrom("draft")
    .select(({ fn }) => fn.countAll<number>().as("drafts"))
    .where("person_id", "=", personId)
    .where("space_id", "=", spaceId)
    .executeTakeFirstOrThrow();
  return drafts;
}

/** A person's in a space, latest first (draft_of_person). */
export function listDrafts(db: Queryable, spaceId: number, personId: number, limit: number) {
  return db
    .selectFrom("draft")
    .select(["id", "title", "updated_at"])
    .where("person_id", "=", personId)
    .where("space_id", "=", spaceId)
    .orderBy("updated_at", "desc")
    .limit(limit)
    .execute();
}

/**
 * Saves under an id that the writer's device chose, so that saving again after a lost answer is harmless. Undefined
 * when the id is somebody else's or of another space, or when it would be a new draft beyond `most` there; their
 * writer's row is locked first, so that many at once do not each count what was there before.
 */
export async function saveDraft(tx: Tx, draft: NewRow<"draft">, most: number) {
  const { id, person_id, space_id, title, body, category, district, updated_at } = draft;
  await sql`select from person where id = ${person_id} for no key update`.execute(tx);
  return tx
    .insertInto("draft")
    .columns(["id", "person_id", "space_id", "title", "body", "category", "district", "updated_at"])
    .expression(
      sql`select ${id}::uuid, ${person_id}::bigint, ${space_id}::int, ${title}, ${body}, ${category}, ${district},
          ${updated_at}::timestamptz
        where exists (select from draft where id = ${id} and person_id = ${person_id})
          or (select count(*) from draft where person_id = ${person_id} and space_id = ${space_id}) < ${most}`,
    )
    .onConflict((conflict) =>
      conflict
        .column("id")
        .doUpdateSet((eb) => ({
          title: eb.ref("excluded.title"),
          body: eb.ref("excluded.body"),
          category: eb.ref("excluded.category"),
          district: eb.ref("excluded.district"),
          updated_at: eb.ref("excluded.updated_at"),
        }))
        .whereRef("draft.person_id", "=", "excluded.person_id")
        .whereRef("draft.space_id", "=", "excluded.space_id"),
    )
    .returning("id")
    .executeTakeFirst();
}

/** Holds the draft until it is published; undefined when it is gone already: published once, never twice. */
export function lockDraft(tx: Tx, spaceId: number, id: string, personId: number) {
  return tx
    .selectFrom("draft")
    .selectAll()
    .where("id", "=", id)
    .where("person_id", "=", personId)
    .where("space_id", "=", spaceId)
    .forUpdate()
    .executeTakeFirst();
}

/** Deletes the draft; pictures still tied to it go along (on delete cascade). */
export async function deleteDraft(
  tx: Queryable,
  spaceId: number,
  id: string,
  personId: number,
): Promise<boolean> {
  const deleted = await tx
    .deleteFrom("draft")
    .where("id", "=", id)
    .where("person_id", "=", personId)
    .where("space_id", "=", spaceId)
    .returning("id")
    .executeTakeFirst();
  return deleted !== undefined;
}
