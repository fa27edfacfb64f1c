import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

export interface CountToRecord {
  matter_id: number;
  serial: number;
  given: number;
  withdrawn: number;
}

/** Matters of a space whose supports changed since they were recorded last, in the order of their ids. */
export async function listCountsToRecord(tx: Tx, spaceId: number, limit: number): Promise<CountToRecord[]> {
  const { rows } = await sql<CountToRecord>`
    select matter.id as matter_id, support_serial as serial, gone.count + (
      select count(*)::int from support where matter_id = matter.id) as given, gone.count as withdrawn
    from matter
    left join drive on drive.matter_id = matter.id
    cross join lateral (
      select count(*)::int as count from support_withdrawal where matter_id = matter.id) gone
    left join lateral (
      select serial, withdrawn from recorded_count where matter_id = matter.id order by event_seq desc limit 1
    ) last on true
    where matter.space_id = ${spaceId} and support_serial > 0 and data_deleted_at is null
      and (last.serial, last.withdrawn) is distinct from (support_serial, gone.count)
    order by matter.id limit ${limit}`.execute(tx);
  return rows;
}

export async function insertRecordedCounts(tx: Tx, counts: NewRow<"recorded_count">[]): Promise<void> {
  if (counts.length > 0) await tx.insertInto("recorded_count").values(counts).execute();
}

/** What a line of a space's ledger recorded, in the order of matters' ids. */
export function listRecordedCounts(db: Queryable, spaceId: number, eventSeq: number) {
  return db
    .selectFrom("recorded_count")
    .select(["matter_id", "serial", "given", "withdrawn"])
    .where("space_id", "=", spaceId)
    .where("event_seq", "=", eventSeq)
    .orderBy("matter_id")
    .execute();
}
