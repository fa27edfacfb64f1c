import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../database.ts";

/** A draft is its writer's alone: every query names the person. */
export function findDraft(db: Queryable, id: string, personId: number) {
  return db
    .selectFrom("draft")
    .selectAll()
    .where("id", "=", id)
    .where("person_id", "=", personId)
    .executeTakeFirst();
}

export function listDrafts(db: Queryable, personId: number, limit: number) {
  return db
    .selectFrom("draft")
    .select(["id", "title", "updated_at"])
    .where("person_id", "=", personId)
    .orderBy("updated_at", "desc")
    .limit(limit)
    .execute();
}

/** Saves under an id that the writer's device chose, so that saving again after a lost answer is harmless. */
export function saveDraft(tx: Queryable, draft: NewRow<"draft">) {
  return tx
    .insertInto("draft")
    .values(draft)
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
        .whereRef("draft.person_id", "=", "excluded.person_id"),
    )
    .returning("id")
    .executeTakeFirst();
}

/** Takes the draft away for publishing or for good; undefined when it is gone already: published once, never twice. */
export function takeDraft(tx: Tx, id: string, personId: number) {
  return tx
    .selectFrom("draft")
    .selectAll()
    .where("id", "=", id)
    .where("person_id", "=", personId)
    .forUpdate()
    .executeTakeFirst();
}

/** Deletes the draft; pictures still tied to it go along (on delete cascade). */
export async function deleteDraft(tx: Queryable, id: string, personId: number): Promise<boolean> {
  const deleted = await tx
    .deleteFrom("draft")
    .where("id", "=", id)
    .where("person_id", "=", personId)
    .returning("id")
    .executeTakeFirst();
  return deleted !== undefined;
}

export async function deleteDraftsBefore(tx: Queryable, before: Date): Promise<void> {
  await tx.deleteFrom("draft").where("updated_at", "<", before).execute();
}
