import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

/**
 * Drives of all spaces with something that is in no batch (signatures, signatures taken back, lines on paper that
 * changed by themselves), in the order of their ids: how much waits, since when, and when the drive's last batch but of
 * paper was closed; a sheet has one of its own when it is entered.
 *
 * @param paperUntil of paper only what changed before; null: all
 * @param matterId of this drive alone
 */
export async function listWaiting(db: Queryable, paperUntil: Date | null, matterId: number | null = null) {
  const { rows } = await sql<{
    matterId: number;
    spaceId: number;
    waiting: number;
    since: Date;
    lastClosedAt: Date | null;
  }>`
    select waiting.matter_id as "matterId", space_id as "spaceId", waiting, since, (
      select closed_at from signature_batch batch where batch.matter_id = waiting.matter_id and holds <> 'paper'
      order by id desc limit 1
    ) as "lastClosedAt"
    from (
      select matter_id, count(*)::int as waiting, min(at) as since
      from (
        select matter_id, signed_at as at from signature where batch_id is null
        union all select matter_id, coalesce(withdrawn_at, to_timestamp(0)) from signature_withdrawal where batch_id is null
        union all select matter_id, changed_at from paper_change where batch_id is null
          and (${paperUntil}::timestamptz is null or changed_at < ${paperUntil})
      ) unbatched
      where ${matterId}::bigint is null or matter_id = ${matterId} group by matter_id
    ) as waiting
    join matter on matter.id = waiting.matter_id order by waiting.matter_id`.execute(db);
  return rows;
}

/** One closer of a drive's batches at a time; false: another is at it. Held until the transaction ends. */
export async function tryLockBatches(tx: Tx, matterId: number): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('signature batch', ${matterId})) as locked`.execute(tx);
  return rows[0]?.locked ?? false;
}

/** Signatures in no batch, the oldest first, locked. */
export async function listUnbatched(tx: Tx, matterId: number, limit: number) {
  const signatures = await tx
    .selectFrom("signature")
    .select(["person_id", "matter_id", "nonce", "receipt", "signed_at"])
    .where("matter_id", "=", matterId)
    .where("batch_id", "is", null)
    .orderBy("signed_at")
    .orderBy("person_id")
    .limit(limit)
    .forUpdate()
    .execute();
  const { draft_hash } = await tx
    .selectFrom("drive")
    .select("draft_hash")
    .where("matter_id", "=", matterId)
    .executeTakeFirstOrThrow();
  return signatures.map((one) => ({ ...one, draft_hash }));
}

/** Leaves of signatures that were taken back and are in no batch of such, locked. */
export async function listUnbatchedWithdrawals(tx: Tx, matterId: number, limit: number): Promise<Buffer[]> {
  const rows = await tx
    .selectFrom("signature_withdrawal")
    .select("leaf")
    .where("matter_id", "=", matterId)
    .where("batch_id", "is", null)
    .orderBy("leaf")
    .limit(limit)
    .forUpdate()
    .execute();
  return rows.map(({ leaf }) => leaf);
}

/** Stores a batch with its leaves in the order given. @returns its id */
export async function insertBatch(
  tx: Tx,
  batch: NewRow<"signature_batch">,
  leaves: readonly Buffer[],
): Promise<number> {
  const { id } = await tx
    .insertInto("signature_batch")
    .values(batch)
    .returning("id")
    .executeTakeFirstOrThrow();
  await sql`
    insert into signature_leaf (batch_id, position, leaf)
    select ${id}::bigint, place - 1, leaf
    from unnest(${[...leaves]}::bytea[]) with ordinality as given (leaf, place)`.execute(tx);
  return id;
}

/** Gives each signature its leaf and place in a batch, in the order given. */
export async function placeSignatures(
  tx: Tx,
  matterId: number,
  batchId: number,
  signatures: readonly { person_id: number; leaf: Buffer }[],
): Promise<void> {
  await sql`
    update signature set batch_id = ${batchId}::bigint, position = given.place - 1, leaf = given.leaf
    from unnest(
      ${signatures.map((one) => one.person_id)}::bigint[], ${signatures.map((one) => one.leaf)}::bytea[])
      with ordinality as given (person_id, leaf, place)
    where signature.matter_id = ${matterId} and signature.person_id = given.person_id`.execute(tx);
}

/** Gives withdrawals their places in a batch, in the order given. */
export async function placeWithdrawals(
  tx: Tx,
  matterId: number,
  batchId: number,
  leaves: readonly Buffer[],
): Promise<void> {
  await sql`
    update signature_withdrawal set batch_id = ${batchId}::bigint, position = given.place - 1
    from unnest(${[...leaves]}::bytea[]) with ordinality as given (leaf, place)
    where signature_withdrawal.matter_id = ${matterId} and signature_withdrawal.leaf = given.leaf`.execute(
    tx,
  );
}

/** Where a signature's leaf stands; undefined when it is in no batch of the space. */
export function findLeaf(db: Queryable, spaceId: number, leaf: Buffer) {
  return db
    .selectFrom("signature_leaf")
    .innerJoin("signature_batch", "signature_batch.id", "signature_leaf.batch_id")
    .select([
      "signature_leaf.batch_id",
      "signature_leaf.position",
      "signature_batch.matter_id",
      "signature_batch.size",
      "signature_batch.root",
      "signature_batch.event_seq",
      "signature_batch.closed_at",
    ])
    .where("signature_leaf.leaf", "=", leaf)
    .where("signature_batch.space_id", "=", spaceId)
    .where("signature_batch.holds", "=", "signatures")
    .executeTakeFirst();
}

/** A batch's leaves in their order. */
export async function listLeaves(db: Queryable, batchId: number): Promise<Buffer[]> {
  const rows = await db
    .selectFrom("signature_leaf")
    .select("leaf")
    .where("batch_id", "=", batchId)
    .orderBy("position")
    .execute();
  return rows.map((row) => row.leaf);
}
