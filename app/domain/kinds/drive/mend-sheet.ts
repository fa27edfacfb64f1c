import { PortalError } from "#app/domain/errors.ts";
import { listWaitingLines, mendWaiting } from "#db/queries/paper-waiting.ts";
import { inTransaction } from "#db/transaction.ts";
import { faultsOfSheet, type PaperServices } from "./enter-sheet.ts";
import { getDrive } from "./get-drive.ts";
import { type ByClerk, lockForClerk } from "./lock-for-clerk.ts";
import { districtKey, type TypedLine } from "./paper-line.ts";
import type { FaultyLine } from "./sheet-faults.ts";
import { keptLine, openTyped, sealTyped } from "./waiting-line.ts";

export interface SheetToMend extends ByClerk {
  sheetId: number;
  /** When the sheet was typed last, as it was looked at; in milliseconds. */
  seen: number;
  /** The lines that wait, as they should be; one that is left out stays as it is. */
  lines: readonly TypedLine[];
  districts: ReadonlyMap<string, string>;
}

/** What stands beside a line in a file has no field of its own, and stays; so does a district that none was chosen for. */
function mendedOf(
  was: TypedLine,
  asked: TypedLine | undefined,
  districts: ReadonlyMap<string, string>,
): TypedLine {
  if (!asked) return was;
  const isSame = (districts.get(districtKey(was.district)) ?? "") === asked.district;
  return { ...was, ...asked, district: isSame ? was.district : asked.district };
}

/** When any of these was typed last, in milliseconds: the version of a sheet that waits. */
export const typedLast = (lines: readonly { typed_at: Date }[]): number =>
  Math.max(0, ...lines.map(({ typed_at }) => typed_at.getTime()));

/**
 * Puts other words on lines of a sheet that waits. None goes: a line that is on paper is dropped by nobody in silence.
 * The sheet waits for the end of this day.
 *
 * @returns what can still be said of its lines
 * @throws PortalError "changed-meanwhile" when somebody else typed on it or it was matched; "not-found"; as
 *   {@link lockForClerk}
 */
export async function mendSheet(
  services: PaperServices,
  { sheetId, seen, lines, districts, ...by }: SheetToMend,
): Promise<FaultyLine[]> {
  const { spaceId, matterId, clerkId, at } = by;
  const drive = await getDrive(services.db, spaceId, matterId);
  const key = await services.dataKeys.of(drive.data_key_id);
  if (!key) throw new PortalError("not-found");
  const asked = new Map(lines.map((typed) => [typed.line, keptLine(typed)]));
  const now = await inTransaction(services.db, async (tx) => {
    await lockForClerk(tx, by, "drive.paper");
    const waiting = (await listWaitingLines(tx, sheetId)).filter((one) => one.matter_id === matterId);
    const known = new Set(waiting.map(({ line }) => line));
    const lines = waiting.map(({ line, sealed }) => {
      const place = { matterId, sheetId, line };
      const was = openTyped(key, place, sealed);
      const mended = mendedOf(was, asked.get(line), districts);
      return { place, mended, changes: JSON.stringify(mended) !== JSON.stringify(was) };
    });
    // Sent twice, it is there already.
    const overtaken = typedLast(waiting) !== seen && lines.some(({ changes }) => changes);
    if (overtaken || [...asked.keys()].some((line) => !known.has(line)))
      throw new PortalError("changed-meanwhile");
    for (const { place, mended, changes } of lines) {
      if (!changes) continue;
      const change = { sealed: sealTyped(key, place, mended), typed_by: clerkId, typed_at: at };
      await mendWaiting(tx, place, change);
    }
    return lines.map(({ mended }) => mended);
  });
  return faultsOfSheet(services, drive, now, districts, at);
}
