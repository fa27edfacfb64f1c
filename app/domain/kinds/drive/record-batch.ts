import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import type { LedgerLine } from "#app/domain/ledger/lines.ts";
import { rootOf } from "#app/platform/merkle.ts";
import type { Tx } from "#db/client.ts";
import { insertBatch } from "#db/queries/batches.ts";
import type { BatchHolds } from "#db/tables/signature.ts";

/** One batch's leaves are stored under the ledger's lock: some ten milliseconds. */
export const LARGEST_BATCH = 1_000;

interface BatchToRecord {
  spaceId: number;
  matterId: number;
  holds: BatchHolds;
  /** In the order of the tree. */
  leaves: readonly Buffer[];
  at: Date;
  /** The ledger's line for it. */
  line(batch: { size: number; root: string }): LedgerLine;
}

/**
 * Records a batch: the root of a Merkle tree over its leaves into the ledger, the leaves beside.
 *
 * @returns its id, for the rows that the leaves stand for
 */
export async function recordBatch(
  tx: Tx,
  { spaceId, matterId, holds, leaves, at, line }: BatchToRecord,
): Promise<number> {
  const root = rootOf(leaves);
  const said = line({ size: leaves.length, root: root.toString("hex") });
  const [seq = 0] = await appendToLedger(tx, [{ spaceId, matterId, at, ...said }]);
  const batch = {
    matter_id: matterId,
    space_id: spaceId,
    holds,
    size: leaves.length,
    root,
    event_seq: seq,
    closed_at: at,
  };
  return insertBatch(tx, batch, leaves);
}
