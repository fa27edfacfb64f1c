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
 * when the id is somebody else's or of another space, or when it would be a new draft beyond `most` there. Call under
 * {@link lockWriter}, so that many at once do not each count what was there before.
 *
 * @param draft.tab the window that saves; what it saved itself it may go on from
 * @param seen the version that it began with, 0: none; undefined: it does not say, and saves in any case. Undefined
 *   comes back, too, when another window saved something else since.
 */
export async function saveDraft(tx: Tx, draft: NewRow<"draft">, seen: number | undefined, most: number) {
  const { id, person_id, space_id, title, body, category, district, updated_at, tab = null } = draft;
  const { lon = null, lat = null } = draft;
  return tx
    .insertInto("draft")
    .columns([
      "id",
      "person_id",
      "space_id",
      "title",
      "body",
      "category",
      "district",
      "lon",
      "lat",
      "updated_at",
      "tab",
    ])
    .expression(
      sql`select ${id}::uuid, ${person_id}::bigint, ${space_id}::int, ${title}, ${body}, ${category}, ${district},
          ${lon}::float8, ${lat}::float8, ${updated_at}::timestamptz, ${tab}::uuid
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
          lon: eb.ref("excluded.lon"),
          lat: eb.ref("excluded.lat"),
          updated_at: eb.ref("excluded.updated_at"),
          tab: eb.ref("excluded.tab"),
          version: eb("draft.version", "+", 1),
        }))
        .whereRef("draft.person_id", "=", "excluded.person_id")
        .whereRef("draft.space_id", "=", "excluded.space_id")
        .where((eb) =>
          eb.or([
            seen === undefined ? eb.lit(true) : eb("draft.version", "=", seen),
            eb("draft.tab", "=", eb.ref("excluded.tab")),
            sql<boolean>`(draft.title, draft.body, draft.category, draft.district, draft.lon, draft.lat)
              is not distinct from (excluded.title, excluded.body, excluded.category, excluded.district,
                excluded.lon, excluded.lat)`,
          ]),
        ),
    )
    .returning("version")
    .executeTakeFirst();
}

/** A writer's drafts are saved and published one after another: what is published is not begun anew meanwhile. */
export async function lockWriter(tx: Tx, personId: number): Promise<void> {
  await sql`select from person where id = ${personId} for no key update`.execute(tx);
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
