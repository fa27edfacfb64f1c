import { seoulDay } from "#app/domain/calendar/dates.ts";
import type { LedgerEntry } from "#app/domain/ledger/ledger.ts";
import { type Step, walkCount } from "#app/domain/support/count.ts";
import { reach } from "#app/domain/threshold/reach.ts";
import type { Tx } from "#db/client.ts";
import type { lockDriveMatter } from "#db/queries/drives.ts";
import { writeCounters } from "#db/queries/supports.ts";
import { listThresholds } from "#db/queries/thresholds.ts";
import { DRIVE_CONSEQUENCES } from "./consequences.ts";

type LockedDrive = NonNullable<Awaited<ReturnType<typeof lockDriveMatter>>>;

/**
 * Brings lines on paper into a drive's count, or takes them out.
 *
 * Whoever changes which lines count does it under the matter's lock: `lockDriveMatter` first, in a statement of its
 * own, then read and write lines, then this, then the ledger. So the count stays the supports and the lines that
 * count, whatever people sign online meanwhile.
 *
 * @param change lines that count from now (1) or no longer (−1), one by one in their order
 * @returns the new count, and lines for the ledger
 */
export async function countPaperLines(
  tx: Tx,
  matter: LockedDrive,
  change: readonly (1 | -1)[],
  at: Date,
): Promise<{ count: number; ledger: LedgerEntry[] }> {
  let serial = matter.support_serial;
  const steps = change.map((one): Step => {
    if (one === 1) serial += 1;
    return { change: one, serial, at };
  });
  const start = { count: matter.support_count, nextThreshold: matter.next_threshold };
  const thresholds = await listThresholds(tx, [matter.id]);
  const { count, nextThreshold, reached } = walkCount(start, steps, thresholds);
  const ledger: LedgerEntry[] = [];
  for (const one of reached) ledger.push(...(await reach(tx, DRIVE_CONSEQUENCES, matter, one)));
  if (steps.length > 0) {
    const net = count - matter.support_count;
    const textFixedAt = matter.text_fixed_at ?? at;
    await writeCounters(tx, [
      { id: matter.id, count, serial, nextThreshold, textFixedAt, day: seoulDay(at), net },
    ]);
  }
  return { count, ledger };
}
