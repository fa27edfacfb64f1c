import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { leafHash, rootOf } from "#app/platform/merkle.ts";
import type { Database } from "#db/client.ts";
import { insertBatch, listUnbatched, listWaiting, tryLockBatches } from "#db/queries/batches.ts";
import { lockDriveMatter } from "#db/queries/drives.ts";
import { inTransaction } from "#db/transaction.ts";
import { isBatchDue } from "./batch-times.ts";
import { receiptText } from "./receipt.ts";
import type { SigningServices } from "./signing-services.ts";

export type Recording = Pick<SigningServices, "db">;

/** One batch's leaves are stored under the ledger's lock: some ten milliseconds. */
const LARGEST_BATCH = 1_000;

/**
 * Records every signature that is in no batch yet: of each drive the root of a Merkle tree into the ledger, its leaves
 * beside. Leaves stand in the order of their own value, so that not even the order of signing can be read. Several
 * processes may do it at once: a drive is done by one of them.
 *
 * @returns how many signatures were recorded
 */
export const closeBatches = ({ db }: Recording, now: Date): Promise<number> => record(db, now, () => true);

/** The same of the drives whose batch is due: the job of each minute. */
export const closeDueBatches = ({ db }: Recording, now: Date): Promise<number> => record(db, now, isBatchDue);

async function record(db: Database, now: Date, isDue: typeof isBatchDue): Promise<number> {
  let recorded = 0;
  for (const drive of await listWaiting(db)) {
    if (!isDue(drive, now)) continue;
    for (;;) {
      const size = await closeBatch(db, drive, now, isDue);
      recorded += size;
      if (size < LARGEST_BATCH) break;
    }
  }
  return recorded;
}

function closeBatch(
  db: Database,
  { spaceId, matterId }: { spaceId: number; matterId: number },
  now: Date,
  isDue: typeof isBatchDue,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    if (!(await tryLockBatches(tx, matterId))) return 0;
    // The matter first, as the support writer does: the other way round the two would wait for each other.
    await lockDriveMatter(tx, spaceId, matterId);
    // Asked again: another process may have closed it meanwhile, and who signed since then waits for theirs.
    const [waiting] = await listWaiting(tx, matterId);
    if (!waiting || !isDue(waiting, now)) return 0;
    // Locked, so that what is taken back meanwhile waits for this batch to be whole.
    const signatures = await listUnbatched(tx, matterId, LARGEST_BATCH);
    const recorded = signatures.map((one) => ({
      person_id: one.person_id,
      leaf: leafHash(receiptText(one)),
    }));
    recorded.sort((a, b) => Buffer.compare(a.leaf, b.leaf));
    const leaves = recorded.map(({ leaf }) => leaf);
    const root = rootOf(leaves);
    const data = { size: leaves.length, root: root.toString("hex") };
    const [seq = 0] = await appendToLedger(tx, [
      { spaceId, matterId, kind: "signatures-recorded", at: now, data },
    ]);
    await insertBatch(
      tx,
      {
        matter_id: matterId,
        space_id: spaceId,
        size: leaves.length,
        root,
        event_seq: seq,
        closed_at: now,
      },
      recorded,
    );
    return leaves.length;
  });
}
