import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import {
  type DriveRow,
  findDrive,
  listDrivesToAdvance,
  lockDriveMatter,
  setDriveMatter,
} from "#db/queries/drives.ts";
import { countObjections } from "#db/queries/objections.ts";
import { countWaiting } from "#db/queries/paper-waiting.ts";
import { inTransaction } from "#db/transaction.ts";
import { perform } from "./act.ts";
import { deleteDataAt, endOfStep } from "./calendar.ts";
import { endInspection, oweAcceptance } from "./council-duties.ts";
import { ENTRY_STATES, type PaperServices } from "./enter-sheet.ts";
import { matchWaiting } from "./match-sheets.ts";

/**
 * Moves on the drives whose day has come, each in a transaction of its own: collecting that ended, a list that was
 * not handed in, an inspection that is over, a shortfall that was not made good. Killed anywhere, it goes on with the
 * rest at the next run; signing never relies on it, because `closes_at` is in the writer's statement. One that cannot
 * be moved on keeps none of the others waiting.
 *
 * @returns how many were moved on
 * @throws what kept a drive from it, once all others are
 */
export async function advanceDrives(services: PaperServices, now: Date): Promise<number> {
  let moved = 0;
  const failed: unknown[] = [];
  for (const due of await listDrivesToAdvance(services.db, now))
    try {
      if (await advance(services, due, now)) moved += 1;
    } catch (error) {
      failed.push(error);
    }
  if (failed.length > 0) throw failed[0];
  return moved;
}

async function advance(
  services: PaperServices,
  { space_id: spaceId, matter_id: matterId }: { space_id: number; matter_id: number },
  now: Date,
): Promise<boolean> {
  const { db } = services;
  const seen = await findDrive(db, spaceId, matterId);
  if (!seen || !nextOf(seen, now)) return false;
  // What was entered in its window counts for what becomes of it.
  if (ENTRY_STATES.includes(seen.state)) await matchWaiting(services, { spaceId, matterId }, now);
  return inTransaction(db, async (tx) => {
    // Under the lock the count stands still, and the drive is read in a statement after it.
    const matter = await lockDriveMatter(tx, spaceId, matterId);
    const drive = await findDrive(tx, spaceId, matterId);
    const next = matter && drive && nextOf(drive, now);
    if (!next) return false;
    // The clerk entered more meanwhile: the next run has it.
    if (ENTRY_STATES.includes(drive.state) && (await countWaiting(tx, matterId)) > 0) return false;
    const count = drive.support_count;
    const line = { spaceId, matterId, at: now };
    switch (next) {
      case "end-collecting":
        // Its matter stays open: signatures can be taken back until the list is handed in.
        await perform(tx, matterId, next, "clock");
        await appendToLedger(tx, [{ ...line, kind: "collecting-ended", data: { count } }]);
        return true;
      case "lapse":
      case "lapse-unhanded":
        // From the day of the law, however late this job runs.
        await perform(tx, matterId, next, "clock", {
          delete_data_at: deleteDataAt(drive.definition, endOf(drive)),
        });
        await setDriveMatter(tx, matterId, null, now);
        await appendToLedger(tx, [{ ...line, kind: "lapsed", data: { count, required: drive.required } }]);
        return true;
      case "end-inspection": {
        await perform(tx, matterId, next, "clock");
        const { made, upheld } = await countObjections(tx, matterId);
        const owed = await endInspection(tx, drive, drive.inspect_until ?? now);
        await appendToLedger(tx, [
          { ...line, kind: "inspection-ended", data: { objections: made, upheld } },
          ...owed.map((one) => ({ ...line, ...one })),
        ]);
        return true;
      }
      case "end-shortfall":
        await perform(tx, matterId, next, "clock");
        await setDriveMatter(tx, matterId, null, now);
        await appendToLedger(tx, [
          { ...line, kind: "collecting-ended", data: { count } },
          ...(await oweAcceptance(tx, drive, drive.closes_at)).map((one) => ({ ...line, ...one })),
        ]);
        return true;
    }
  });
}

/** When a drive's window ended, with the days of handing in. */
function endOf(drive: DriveRow): Date {
  const { state, closes_at, definition } = drive;
  const days = state === "collected" ? definition.windows.handInDays : null;
  return days === null ? closes_at : endOfStep(drive, "hand-in", closes_at, { days });
}

function nextOf(drive: DriveRow, now: Date) {
  const { handInDays } = drive.definition.windows;
  switch (drive.state) {
    case "collecting":
      if (drive.closes_at >= now) return undefined;
      // Sheets that were signed in time may still come in during the days of handing in.
      return handInDays !== null || drive.support_count >= drive.required ? "end-collecting" : "lapse";
    case "collected":
      return handInDays !== null && endOfStep(drive, "hand-in", drive.closes_at, { days: handInDays }) < now
        ? "lapse-unhanded"
        : undefined;
    case "inspection":
      return drive.inspect_until !== null && drive.inspect_until < now ? "end-inspection" : undefined;
    case "shortfall":
      return drive.closes_at < now ? "end-shortfall" : undefined;
    default:
      return undefined;
  }
}
