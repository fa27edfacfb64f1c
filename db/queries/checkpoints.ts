import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { WitnessFailure } from "../tables/checkpoint.ts";
import type { NewRow, Row } from "../tables/tables.ts";

/** Spaces whose ledger has lines that no checkpoint covers, with where each stands (see `homeOf`). */
export async function listUncovered(db: Queryable) {
  const { rows } = await sql<{ id: number; code: string; first_id: number }>`
    select space.id, space.code, (select min(id) from space) as first_id
    from space join ledger_head on ledger_head.space_id = space.id
    where ledger_head.seq > coalesce(
      (select max(checkpoint.size) from checkpoint where checkpoint.space_id = space.id), 0)
    order by space.id`.execute(db);
  return rows;
}

/** One maker of a space's checkpoints at a time; false: another is at it. Held until the transaction ends. */
export async function tryLockCheckpoints(tx: Tx, spaceId: number): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('checkpoint', ${spaceId})) as locked`.execute(tx);
  return rows[0]?.locked ?? false;
}

export async function insertCheckpoint(tx: Tx, checkpoint: NewRow<"checkpoint">): Promise<void> {
  await tx.insertInto("checkpoint").values(checkpoint).execute();
}

/** The newest one of a space; undefined: none was made yet. */
export function findLatestCheckpoint(db: Queryable, spaceId: number) {
  return db
    .selectFrom("checkpoint")
    .selectAll()
    .where("space_id", "=", spaceId)
    .orderBy("size", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** The one of exactly that many lines. */
export function findCheckpoint(db: Queryable, spaceId: number, size: number) {
  return db
    .selectFrom("checkpoint")
    .selectAll()
    .where("space_id", "=", spaceId)
    .where("size", "=", size)
    .executeTakeFirst();
}

/** A space's checkpoints of more than `after` lines, the smallest first, each with its witnesses' lines. */
export async function listCheckpoints(db: Queryable, spaceId: number, after: number, limit: number) {
  const { rows } = await sql<Row<"checkpoint"> & { cosignatures: string[] }>`
    select checkpoint.*, array(
      select line from cosignature
      where cosignature.space_id = checkpoint.space_id and cosignature.size = checkpoint.size
      order by witness) as cosignatures
    from checkpoint where space_id = ${spaceId} and size > ${after}
    order by size limit ${limit}`.execute(db);
  return rows;
}

/** The hashes of a space's lines from after one to another, in their order. */
export async function listLineHashes(db: Queryable, spaceId: number, after: number, to: number) {
  const rows = await db
    .selectFrom("event")
    .select("hash")
    .where("space_id", "=", spaceId)
    .where("seq", ">", after)
    .where("seq", "<=", to)
    .orderBy("seq")
    .execute();
  return rows.map(({ hash }) => hash);
}

// ─── witnesses ────────────────────────────────────────────────────────────────────────────────────────

/** What was last heard of a space's witnesses. */
export function listWitnessStates(db: Queryable, spaceId: number) {
  return db.selectFrom("witness_state").selectAll().where("space_id", "=", spaceId).execute();
}

export function findWitnessState(db: Queryable, spaceId: number, witness: string) {
  return db
    .selectFrom("witness_state")
    .selectAll()
    .where("space_id", "=", spaceId)
    .where("witness", "=", witness)
    .executeTakeFirst();
}

/** Spaces and witnesses that have not taken the space's newest checkpoint, and may be asked by now. */
export async function listBehind(
  db: Queryable,
  witnesses: readonly string[],
  now: Date,
): Promise<{ space_id: number; witness: string; taken_at: Date | null }[]> {
  const { rows } = await sql<{ space_id: number; witness: string; taken_at: Date | null }>`
    select newest.space_id, named.witness, state.taken_at
    from (select space_id, max(size) as size from checkpoint group by space_id) newest
    cross join unnest(${witnesses}::text[]) named (witness)
    left join witness_state state on state.space_id = newest.space_id and state.witness = named.witness
    where newest.size > coalesce(state.size, 0) and (state.retry_at is null or state.retry_at <= ${now})
    order by newest.space_id, named.witness`.execute(db);
  return rows;
}

/** A witness has a checkpoint of that size. What it says of an older one later changes nothing. */
export async function markTaken(tx: Tx, spaceId: number, witness: string, size: number, now: Date) {
  await tx
    .insertInto("witness_state")
    .values({ space_id: spaceId, witness, size, taken_at: now, failures: 0, failure: null, retry_at: null })
    .onConflict((conflict) =>
      conflict.columns(["space_id", "witness"]).doUpdateSet((eb) => ({
        size: sql<number>`greatest(witness_state.size, ${eb.ref("excluded.size")})`,
        taken_at: now,
        failures: 0,
        failure: null,
        retry_at: null,
      })),
    )
    .execute();
}

export async function markFailed(
  tx: Tx,
  spaceId: number,
  witness: string,
  failure: WitnessFailure,
  retryAt: Date,
) {
  await tx
    .insertInto("witness_state")
    .values({ space_id: spaceId, witness, size: 0, taken_at: null, failures: 1, failure, retry_at: retryAt })
    .onConflict((conflict) =>
      conflict.columns(["space_id", "witness"]).doUpdateSet((eb) => ({
        failures: eb("witness_state.failures", "+", 1),
        failure,
        retry_at: retryAt,
      })),
    )
    .execute();
}

export async function insertCosignature(tx: Tx, cosignature: NewRow<"cosignature">): Promise<void> {
  await tx
    .insertInto("cosignature")
    .values(cosignature)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
