import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

/**
 * Drives of all spaces with signatures that are in no batch, in the order of their ids: how many wait, since when, and
 * when the drive's last batch was closed.
 *
 * @param matterId of this drive alone
 */
export async function listWaiting(db: Queryable, matterId: number | null = null) {
  const { rows } = await sql<{
    matterId: number;
    spaceId: number;
    waiting: number;
    since: Date;
    lastClosedAt: Date | null;
  }>`
    select waiting.matter_id as "matterId", space_id as "spaceId", waiting, since, (
      select closed_at from signature_batch where signature_batch.matter_id = waiting.matter_id order by id desc limit 1
    ) as "lastClosedAt"
    from (
      select matter_id, count(*)::int as waiting, min(signed_at) as since from signature
      where batch_id is null and (${matterId}::bigint is null or matter_id = ${matterId}) group by matter_id
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

/** Stores a batch with its leaves in the order given, and with each signature its leaf and place. */
export async function insertBatch(
  tx: Tx,
  batch: NewRow<"signature_batch">,
  signatures: { person_id: number; leaf: Buffer }[],
): Promise<void> {
  const { id } = await tx
    .insertInto("signature_batch")
    .values(batch)
    .returning("id")
    .executeTakeFirstOrThrow();
  await sql`
    with given as (
      select person_id, leaf, (place - 1)::int as position from unnest(
        ${signatures.map((one) => one.person_id)}::bigint[], ${signatures.map((one) => one.leaf)}::bytea[])
        with ordinality as g (person_id, leaf, place)
    ), stored as (
      insert into signature_leaf (batch_id, position, leaf) select ${id}::bigint, position, leaf from given
    )
    update signature set batch_id = ${id}, position = given.position, leaf = given.leaf from given
    where signature.matter_id = ${batch.matter_id} and signature.person_id = given.person_id`.execute(tx);
}

/** Where a leaf stands; undefined when it is in no batch of the space. */
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
