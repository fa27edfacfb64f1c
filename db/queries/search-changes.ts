import { sql } from "kysely";
import type { Tx } from "../client.ts";
import type { SearchedKind } from "../tables/search.ts";

/** What changed so that search must look at it again. */
export interface ChangedRef {
  kind: SearchedKind;
  id: number;
}

/**
 * Notes what changed, in the transaction of the change, and wakes the job that indexes it. One statement.
 *
 * A plain insert and a job without a key: with an upsert or a shared job key every writer would wait for the last
 * one's commit, and with the ledger's head lock beside it two could deadlock. A job that finds nothing ends at once.
 */
export async function noteSearchChanges(tx: Tx, refs: ChangedRef[]): Promise<void> {
  if (refs.length === 0) return;
  await sql`
    with noted as (
      insert into search_change (kind, id)
      select * from unnest(${refs.map(({ kind }) => kind)}::text[], ${refs.map(({ id }) => id)}::bigint[])
    )
    select graphile_worker.add_job('sync-search', '{}'::json)`.execute(tx);
}

/**
 * Who holds this writes the index, alone, to the end of the transaction. It makes versions visible in their order,
 * and whoever comes next reads what is current then: an older state never overwrites a newer one.
 */
export async function lockIndex(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('gonggam search index', 0))`.execute(tx);
}

/** The oldest changes, taken out; each thing once. Call it under {@link lockIndex}. */
export async function takeSearchChanges(tx: Tx, limit: number): Promise<ChangedRef[]> {
  const { rows } = await sql<ChangedRef>`
    with taken as (
      delete from search_change where seq in (select seq from search_change order by seq limit ${limit})
      returning kind, id
    )
    select distinct kind, id from taken`.execute(tx);
  return rows;
}
