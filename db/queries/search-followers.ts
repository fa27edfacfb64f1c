import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";

/** How far outside engines have followed the embedded index; see `search/follow.ts`. */

/**
 * Makes the caller the only one who writes to that engine until the transaction ends. False: somebody else does.
 * Held while the engine works on what it was sent (seconds at most): a lock of the session would not survive a
 * pooler, and without one an older batch could arrive after a newer.
 */
export async function tryLockFollower(tx: Tx, engine: string): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('gonggam search follower ' || ${engine}, 0)) as locked`.execute(
    tx,
  );
  return rows[0]?.locked ?? false;
}

export async function readFollower(tx: Tx, engine: string) {
  await tx
    .insertInto("search_follower")
    .values({ engine, rebuild_index: null })
    .onConflict((conflict) => conflict.column("engine").doNothing())
    .execute();
  return tx.selectFrom("search_follower").selectAll().where("engine", "=", engine).executeTakeFirstOrThrow();
}

export async function saveFollower(
  tx: Tx,
  engine: string,
  change: {
    followed?: number;
    rebuild_index?: string | null;
    rebuilt?: number;
  },
): Promise<void> {
  await tx.updateTable("search_follower").set(change).where("engine", "=", engine).execute();
}

/**
 * How many changes of the index an engine has not followed yet, counted up to `most`; `most` also when it has
 * followed nothing: in a small city that is few, and all. Runs on search_document_version and search_removal_version.
 */
export async function countUnfollowed(db: Queryable, engine: string, most: number): Promise<number> {
  const { rows } = await sql<{ behind: number }>`
    with follower as (select followed from search_follower where engine = ${engine} and followed > 0)
    select coalesce((
      select (select count(*) from (select 1 from search_document where version > followed limit ${most}) d)
        + (select count(*) from (select 1 from search_removal where version > followed limit ${most}) r)
      from follower), ${most})::int as behind`.execute(db);
  return Math.min(rows[0]?.behind ?? most, most);
}
