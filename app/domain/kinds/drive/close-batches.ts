import { seoulDay, startOfSeoulDay } from "#app/domain/calendar/dates.ts";
import { leafHash } from "#app/platform/merkle.ts";
import type { Database, Tx } from "#db/client.ts";
import {
  listUnbatched,
  listUnbatchedWithdrawals,
  listWaiting,
  placeSignatures,
  placeWithdrawals,
  tryLockBatches,
} from "#db/queries/batches.ts";
import { lockDriveMatter } from "#db/queries/drives.ts";
import { listUnbatchedChanges, placeChanges } from "#db/queries/paper-changes.ts";
import { inTransaction } from "#db/transaction.ts";
import { isBatchDue } from "./batch-times.ts";
import { paperLeaf, paperLine } from "./paper-leaf.ts";
import { receiptText } from "./receipt.ts";
import { LARGEST_BATCH, recordBatch } from "./record-batch.ts";
import type { SigningServices } from "./signing-services.ts";

export type Recording = Pick<SigningServices, "db">;

interface DriveOfBatch {
  spaceId: number;
  matterId: number;
  at: Date;
  /** Of paper only what changed before; null: all. */
  paperUntil: Date | null;
}

/**
 * Records what is in no batch yet: signatures, signatures that were taken back, and lines on paper that a signature
 * online superseded, or freed when it was taken back. Of each drive the root of a Merkle tree goes into the ledger, its leaves beside. Leaves stand in
 * the order of their own value, so that not even the order of signing can be read. Several processes may do it at
 * once: a drive is done by one of them.
 *
 * @returns how many signatures were recorded
 */
export const closeBatches = ({ db }: Recording, now: Date): Promise<number> => record(db, now, () => true);

/**
 * The same of the drives whose batch is due: the job of each minute. Lines on paper that a signature online superseded
 * are recorded once their day is over: with the hour, the ledger would say when somebody of a sheet signed.
 */
export function closeDueBatches({ db }: Recording, now: Date): Promise<number> {
  return record(db, now, isBatchDue, startOfSeoulDay(seoulDay(now)) ?? now);
}

async function record(
  db: Database,
  now: Date,
  isDue: typeof isBatchDue,
  paperUntil: Date | null = null,
): Promise<number> {
  let recorded = 0;
  for (const waiting of await listWaiting(db, paperUntil)) {
    if (!isDue(waiting, now)) continue;
    const drive = { spaceId: waiting.spaceId, matterId: waiting.matterId, at: now, paperUntil };
    for (;;) {
      const sizes = await closeDrive(db, drive, isDue);
      recorded += sizes[0] ?? 0;
      if (!sizes.includes(LARGEST_BATCH)) break;
    }
  }
  return recorded;
}

/** One batch of each sort. @returns how many leaves each has, the signatures' first */
function closeDrive(db: Database, drive: DriveOfBatch, isDue: typeof isBatchDue): Promise<number[]> {
  return inTransaction(db, async (tx) => {
    if (!(await tryLockBatches(tx, drive.matterId))) return [];
    // The matter first, as the support writer does: the other way round the two would wait for each other.
    await lockDriveMatter(tx, drive.spaceId, drive.matterId);
    // Asked again: another process may have closed it meanwhile, and who signed since then waits for theirs.
    const [waiting] = await listWaiting(tx, drive.paperUntil, drive.matterId);
    if (!waiting || !isDue(waiting, drive.at)) return [];
    return [await closeSignatures(tx, drive), await closeWithdrawals(tx, drive), await closePaper(tx, drive)];
  });
}

async function closeSignatures(tx: Tx, drive: DriveOfBatch): Promise<number> {
  // Locked, so that what is taken back meanwhile waits for this batch to be whole.
  const signatures = await listUnbatched(tx, drive.matterId, LARGEST_BATCH);
  if (signatures.length === 0) return 0;
  const recorded = signatures.map((one) => ({
    person_id: one.person_id,
    leaf: leafHash(receiptText(one)),
  }));
  recorded.sort((a, b) => Buffer.compare(a.leaf, b.leaf));
  const batch = await recordBatch(tx, {
    ...drive,
    holds: "signatures",
    leaves: recorded.map(({ leaf }) => leaf),
    line: (data) => ({ kind: "signatures-recorded", data }),
  });
  await placeSignatures(tx, drive.matterId, batch, recorded);
  return recorded.length;
}

async function closeWithdrawals(tx: Tx, drive: DriveOfBatch): Promise<number> {
  const leaves = await listUnbatchedWithdrawals(tx, drive.matterId, LARGEST_BATCH);
  if (leaves.length === 0) return 0;
  const batch = await recordBatch(tx, {
    ...drive,
    holds: "withdrawals",
    leaves,
    line: (data) => ({ kind: "signatures-withdrawn", data }),
  });
  await placeWithdrawals(tx, drive.matterId, batch, leaves);
  return leaves.length;
}

async function closePaper(tx: Tx, drive: DriveOfBatch): Promise<number> {
  const changes = await listUnbatchedChanges(tx, drive.matterId, drive.paperUntil, LARGEST_BATCH);
  if (changes.length === 0) return 0;
  const batch = await recordBatch(tx, {
    ...drive,
    holds: "paper",
    leaves: changes.map(paperLeaf),
    line: (data) => paperLine(changes, null, data),
  });
  await placeChanges(
    tx,
    batch,
    changes.map(({ id }) => id),
  );
  return changes.length;
}
