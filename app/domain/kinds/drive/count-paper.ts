import { seoulDay } from "#app/domain/calendar/dates.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import type { LedgerEntry } from "#app/domain/ledger/lines.ts";
import { type Step, walkCount } from "#app/domain/support/count.ts";
import { reach } from "#app/domain/threshold/reach.ts";
import type { Tx } from "#db/client.ts";
import { lastCountedAt } from "#db/queries/drive-counts.ts";
import type { lockDriveMatter } from "#db/queries/drives.ts";
import { insertPaperChanges } from "#db/queries/paper-changes.ts";
import type { putTwinsInDoubt } from "#db/queries/paper-lines.ts";
import { writeCounters } from "#db/queries/supports.ts";
import { listThresholds } from "#db/queries/thresholds.ts";
import type { PaperLineState } from "#db/tables/paper.ts";
import { DRIVE_CONSEQUENCES } from "./consequences.ts";
import { countedBy, paperLeaf, paperLine, paperNonce } from "./paper-leaf.ts";
import { LARGEST_BATCH, recordBatch } from "./record-batch.ts";

type LockedDrive = NonNullable<Awaited<ReturnType<typeof lockDriveMatter>>>;

/** How a line on paper came to stand; `before` null: it was entered. */
export interface PaperChange {
  sheetId: number;
  /** The sheet's number. */
  sheet: number;
  line: number;
  before: PaperLineState | null;
  state: PaperLineState;
  reasons: readonly string[];
}

/** Of a line that {@link putTwinsInDoubt} put back into the queue. */
export const twinInDoubt = (twin: Awaited<ReturnType<typeof putTwinsInDoubt>>[number]): PaperChange => ({
  ...twin,
  before: "refused",
  state: "doubtful",
});

/**
 * Brings lines on paper into a drive's count or takes them out, and records each as a leaf of a batch.
 *
 * Whoever changes how lines stand does it under the matter's lock: `lockDriveMatter` first, in a statement of its
 * own, then read and write lines, then this, last, because it writes the ledger. So the count stays the supports and
 * the lines that count, whatever people sign online meanwhile.
 *
 * @param changes one by one in their order
 * @param by a keyed mark of who did it; null: it followed from something else
 * @param entered when the lines were entered, by which they count; left out: now. A number that they bring is reached
 *   then, or with the last that counted before them, if that came later
 * @returns the new count
 */
export async function countPaperLines(
  tx: Tx,
  matter: LockedDrive,
  changes: readonly PaperChange[],
  { at, by, entered = at }: { at: Date; by: Buffer | null; entered?: Date },
): Promise<number> {
  let serial = matter.support_serial;
  const steps: Step[] = [];
  const recorded = changes.map(({ sheetId, sheet, line, before, state, reasons }) => {
    const change = countedBy({ state_before: before, state });
    if (change === 1) serial += 1;
    if (change !== 0) steps.push({ change, serial, at: entered });
    return {
      matter_id: matter.id,
      sheet_id: sheetId,
      sheet,
      line,
      state_before: before,
      state,
      reasons: [...reasons],
      serial,
      by_mark: by,
      changed_at: at,
      nonce: paperNonce(),
    };
  });
  const start = { count: matter.support_count, nextThreshold: matter.next_threshold };
  const thresholds = await listThresholds(tx, [matter.id]);
  const { count, nextThreshold, reached } = walkCount(start, steps, thresholds);
  const lines: LedgerEntry[] = [];
  for (const one of reached) {
    const last = entered === at ? at : ((await lastCountedAt(tx, matter.id)) ?? entered);
    const reachedAt = last > entered ? last : entered;
    lines.push(...(await reach(tx, DRIVE_CONSEQUENCES, matter, { ...one, at: reachedAt })));
  }
  if (steps.length > 0) {
    const net = count - matter.support_count;
    const textFixedAt = matter.text_fixed_at ?? at;
    await writeCounters(tx, [
      { id: matter.id, count, serial, nextThreshold, textFixedAt, day: seoulDay(entered), net },
    ]);
  }
  await record(tx, matter, recorded, by, at);
  await appendToLedger(tx, lines);
  return count;
}

type Recorded = Parameters<typeof insertPaperChanges>[1][number] & Parameters<typeof paperLeaf>[0];

async function record(
  tx: Tx,
  { id: matterId, space_id: spaceId }: LockedDrive,
  changes: readonly Recorded[],
  by: Buffer | null,
  at: Date,
): Promise<void> {
  for (let from = 0; from < changes.length; from += LARGEST_BATCH) {
    const part = changes.slice(from, from + LARGEST_BATCH);
    const batchId = await recordBatch(tx, {
      spaceId,
      matterId,
      at,
      holds: "paper",
      leaves: part.map(paperLeaf),
      line: (batch) => paperLine(part, by, batch),
    });
    const rows = part.map(({ sheet: _, ...change }, position) => ({
      ...change,
      batch_id: batchId,
      position,
    }));
    await insertPaperChanges(tx, rows);
  }
}
