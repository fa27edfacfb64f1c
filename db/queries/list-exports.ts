import type { Queryable } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

export async function insertListExport(db: Queryable, row: NewRow<"list_export">): Promise<number> {
  const { id } = await db.insertInto("list_export").values(row).returning("id").executeTakeFirstOrThrow();
  return id;
}

/** Once, when the last byte was handed on. */
export async function finishListExport(
  db: Queryable,
  id: number,
  change: { sha256: Buffer; finished_at: Date },
): Promise<void> {
  await db
    .updateTable("list_export")
    .set(change)
    .where("id", "=", id)
    .where("finished_at", "is", null)
    .execute();
}

/** What was exported, by the look that it was. */
export function listExportsOfDrive(db: Queryable, matterId: number, readIds: number[]) {
  if (readIds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom("list_export")
    .select(["id", "read_id", "format", "recipient", "sha256", "finished_at"])
    .where("matter_id", "=", matterId)
    .where("read_id", "in", readIds)
    .execute();
}
