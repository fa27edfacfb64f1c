import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

export async function insertPaperChanges(tx: Tx, changes: NewRow<"paper_change">[]): Promise<void> {
  if (changes.length > 0) await tx.insertInto("paper_change").values(changes).execute();
}

/** A change with the number of its sheet: all that its leaf is made of. */
const withSheet = (db: Queryable) =>
  db
    .selectFrom("paper_change")
    .innerJoin("paper_sheet", "paper_sheet.id", "paper_change.sheet_id")
    .selectAll("paper_change")
    .select("paper_sheet.number as sheet");

/** Changes in no batch, oldest first, locked; of before `until`, unless that is null. */
export function listUnbatchedChanges(tx: Tx, matterId: number, until: Date | null, limit: number) {
  return withSheet(tx)
    .where("paper_change.matter_id", "=", matterId)
    .where("paper_change.batch_id", "is", null)
    .$if(until !== null, (query) => query.where("paper_change.changed_at", "<", until ?? new Date(0)))
    .orderBy("paper_change.id")
    .limit(limit)
    .forUpdate("paper_change")
    .execute();
}

/** What a batch of paper stands for, in the order of its leaves. */
export function listChangesOfBatch(db: Queryable, batchId: number) {
  return withSheet(db)
    .where("paper_change.batch_id", "=", batchId)
    .orderBy("paper_change.position")
    .execute();
}

/** Gives changes their places in a batch, in the order given. */
export async function placeChanges(tx: Tx, batchId: number, ids: readonly number[]): Promise<void> {
  await sql`
    update paper_change set batch_id = ${batchId}::bigint, position = given.place - 1
    from unnest(${[...ids]}::bigint[]) with ordinality as given (id, place)
    where paper_change.id = given.id`.execute(tx);
}
