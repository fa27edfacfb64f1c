import type { Queryable, Tx } from "../client.ts";
import type { MatterKind } from "../tables/matter.ts";
import type { NewRow } from "../tables/tables.ts";

export async function insertMatter(tx: Tx, matter: NewRow<"matter">): Promise<number> {
  const { id } = await tx.insertInto("matter").values(matter).returning("id").executeTakeFirstOrThrow();
  return id;
}

export async function copyTranslations(tx: Tx, from: number, to: number): Promise<void> {
  await tx
    .insertInto("matter_translation")
    .columns(["matter_id", "language", "title", "summary"])
    .expression((eb) =>
      eb
        .selectFrom("matter_translation")
        .select([eb.val(to).as("matter_id"), "language", "title", "summary"])
        .where("matter_id", "=", from),
    )
    .execute();
}

export async function insertTranslations(tx: Tx, rows: NewRow<"matter_translation">[]): Promise<void> {
  if (rows.length > 0) await tx.insertInto("matter_translation").values(rows).execute();
}

/** One matter whole; undefined when the space has none of that id and kind. */
export function findMatter(db: Queryable, spaceId: number, id: number, kind: MatterKind) {
  return db
    .selectFrom("matter")
    .leftJoin("person", "person.id", "matter.author_id")
    .selectAll("matter")
    .select("person.public_name as author_name")
    .where("matter.id", "=", id)
    .where("matter.space_id", "=", spaceId)
    .where("matter.kind", "=", kind)
    .executeTakeFirst();
}

/** Whether a matter is the space's, of whatever kind. */
export async function isOfSpace(db: Queryable, spaceId: number, id: number): Promise<boolean> {
  const found = await db
    .selectFrom("matter")
    .select("id")
    .where("id", "=", id)
    .where("space_id", "=", spaceId)
    .executeTakeFirst();
  return found !== undefined;
}

/** Those of these matters that everybody may find in the space and that stand, in no order. */
export function listStandingByIds(db: Queryable, spaceId: number, ids: readonly number[]) {
  return db
    .selectFrom("matter")
    .select(["id", "kind"])
    .where("id", "in", ids)
    .where("space_id", "=", spaceId)
    .where("state", "<>", "withdrawn")
    .where("visibility", "=", "public")
    .execute();
}

export function listTranslations(db: Queryable, matterId: number) {
  return db
    .selectFrom("matter_translation")
    .select(["language", "title", "summary"])
    .where("matter_id", "=", matterId)
    .execute();
}

export async function deleteTranslations(tx: Tx, matterId: number): Promise<void> {
  await tx.deleteFrom("matter_translation").where("matter_id", "=", matterId).execute();
}

/**
 * open → closed for up to `limit` matters of a space whose dates have passed (matter_closing): nothing more counts, and nothing
 * can be taken back. One in which it can as long as it is open is ended by its own procedure.
 */
export function closeMatters(
  tx: Tx,
  { spaceId, kind }: { spaceId: number; kind?: MatterKind },
  now: Date,
  limit: number,
) {
  return tx
    .updateTable("matter")
    .set((eb) => ({
      state: "closed",
      ended_at: eb.fn<Date>("greatest", ["closes_at", "withdrawable_until"]),
    }))
    .where("id", "in", (eb) =>
      eb
        .selectFrom("matter")
        .select("id")
        .where("space_id", "=", spaceId)
        .where("state", "=", "open")
        .where("closes_at", "<", now)
        .where("withdrawable_until", "<", now)
        .where((one) => (kind === undefined ? one.lit(true) : one("kind", "=", kind)))
        .orderBy("id")
        .limit(limit)
        .forUpdate(),
    )
    .returning(["id", "kind", "closes_at"])
    .execute();
}

/** Net supports a day, oldest first. */
export function listSupportDays(db: Queryable, matterId: number) {
  return db
    .selectFrom("support_day")
    .select(["day", "net"])
    .where("matter_id", "=", matterId)
    .orderBy("day")
    .execute();
}

/** Addresses for the sitemap, by id. */
export function listPublicMatters(db: Queryable, spaceId: number, limit: number) {
  return db
    .selectFrom("matter")
    .select(["id", "kind", "updated_at"])
    .where("space_id", "=", spaceId)
    .where("state", "<>", "withdrawn")
    .where("visibility", "=", "public")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
}

/** Whether others stand behind a matter, so that its text stays as it is. */
export async function isTextFixed(db: Queryable, id: number): Promise<boolean> {
  const matter = await db
    .selectFrom("matter")
    .select("text_fixed_at")
    .where("id", "=", id)
    .executeTakeFirst();
  return (matter?.text_fixed_at ?? null) !== null;
}
