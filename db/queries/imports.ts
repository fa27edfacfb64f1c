import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

/** How many lines of a file have been done for a space's source; 0 when it was never begun. */
export async function findLinesDone(
  db: Queryable,
  spaceId: number,
  source: string,
  fileDigest: string,
): Promise<number> {
  const run = await db
    .selectFrom("import_run")
    .select("lines_done")
    .where("space_id", "=", spaceId)
    .where("source", "=", source)
    .where("file_digest", "=", fileDigest)
    .executeTakeFirst();
  return run?.lines_done ?? 0;
}

/**
 * Says how far a run is, in the transaction of the lines it speaks of. Take it first: two processes on one file
 * then queue here, each for a batch, and cannot deadlock over the matters. It never goes back.
 */
export async function saveLinesDone(tx: Tx, run: NewRow<"import_run">): Promise<void> {
  await tx
    .insertInto("import_run")
    .values(run)
    .onConflict((conflict) =>
      conflict.columns(["space_id", "source", "file_digest"]).doUpdateSet((eb) => ({
        lines_done: sql<number>`greatest(import_run.lines_done, excluded.lines_done)`,
        updated_at: eb.ref("excluded.updated_at"),
      })),
    )
    .execute();
}

/** Inserts the matters that are not there yet; the key (space, source, source_id) decides. Returns the new ones. */
export async function insertImported(tx: Tx, matters: NewRow<"matter">[]) {
  if (matters.length === 0) return [];
  return tx
    .insertInto("matter")
    .values(matters)
    .onConflict((conflict) => conflict.columns(["space_id", "source", "source_id"]).doNothing())
    .returning(["id", "imported_count", "title", "body"])
    .execute();
}
