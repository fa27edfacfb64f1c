import type { Queryable } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

export async function insertKeptForm(db: Queryable, form: NewRow<"kept_form">): Promise<void> {
  await db.insertInto("kept_form").values(form).execute();
}

/** Undefined: it is over, somebody else's, or of another space. */
export function findKeptForm(db: Queryable, spaceId: number, id: string, personId: number, now: Date) {
  return db
    .selectFrom("kept_form")
    .select("sealed")
    .where("id", "=", id)
    .where("space_id", "=", spaceId)
    .where("person_id", "=", personId)
    .where("until", ">", now)
    .executeTakeFirst();
}
