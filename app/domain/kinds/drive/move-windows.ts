import { seoulDay } from "#app/domain/calendar/dates.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import type { LedgerEntry } from "#app/domain/ledger/lines.ts";
import type { Tx } from "#db/client.ts";
import {
  findDrive,
  listCollecting,
  lockDriveMatter,
  setDriveMatter,
  updateDrive,
} from "#db/queries/drives.ts";
import { listPauses } from "#db/queries/statutes.ts";
import { listThresholds } from "#db/queries/thresholds.ts";
import { windowWithPauses } from "./calendar.ts";

/**
 * Gives drives that collect now the days back that an election which was called meanwhile takes from them. A window
 * never becomes shorter by it. Matters are locked in the order of their ids, as the support writer does.
 */
export async function moveWindows(tx: Tx, spaceId: number, now: Date): Promise<void> {
  const lines: LedgerEntry[] = [];
  for (const matterId of await listCollecting(tx, spaceId)) {
    await lockDriveMatter(tx, spaceId, matterId);
    const drive = await findDrive(tx, spaceId, matterId);
    if (drive?.state !== "collecting" || !drive.definition.pausesForElections) continue;
    // The window that runs began with the certificate, or anew with the last number that gave days.
    const thresholds = await listThresholds(tx, [matterId]);
    const last = thresholds.findLast(({ reached_at, days }) => reached_at !== null && days !== null);
    const from = last?.reached_at ?? drive.certified_at;
    const span = last?.days ? { days: last.days } : drive.definition.windows.collect;
    const pauses = await listPauses(tx, spaceId, seoulDay(from));
    const until = windowWithPauses(from, span, drive, pauses);
    if (until <= drive.closes_at) continue;
    await updateDrive(tx, matterId, { collect_until: until });
    await setDriveMatter(tx, matterId, until, now);
    const data = { until: until.toISOString() };
    lines.push({ spaceId, matterId, kind: "collecting-extended", at: now, data });
  }
  await appendToLedger(tx, lines);
}
