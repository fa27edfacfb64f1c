import { PortalError } from "#app/domain/errors.ts";
import { type DriveRow, findDrive } from "#db/queries/drives.ts";
import { listEnteredLines, upsertSheet } from "#db/queries/paper-sheets.ts";
import { insertWaiting } from "#db/queries/paper-waiting.ts";
import type { DriveState } from "#db/tables/drive.ts";
import { inTransaction } from "#db/transaction.ts";
import { type ByClerk, lockForClerk } from "./lock-for-clerk.ts";
import { MOST_LINES, MOST_SHEETS, readLine, type TypedLine } from "./paper-line.ts";
import { type FaultyLine, faultsOf } from "./sheet-faults.ts";
import type { SigningServices } from "./signing-services.ts";
import { keptLine, sealTyped } from "./waiting-line.ts";

/** While these last, sheets are entered; a list that was handed in takes no further line. */
export const ENTRY_STATES: readonly DriveState[] = ["collecting", "collected", "shortfall"];

export type PaperServices = Pick<SigningServices, "db" | "dataKeys" | "matcher">;
/** And what reads a file of it. */
export type PaperFileServices = PaperServices & Pick<SigningServices, "decode">;

export interface SheetToEnter extends ByClerk {
  sheet: number;
  source: "hand" | "csv";
  lines: readonly TypedLine[];
  /** See `districtsByName`. */
  districts: ReadonlyMap<string, string>;
}

export interface EnteredSheet {
  /** Lines that wait now to be matched. */
  entered: number;
  /** Lines that were entered before, left as they are. */
  before: number;
  /** What can be said of the lines from the sheet alone. */
  faulty: FaultyLine[];
}

/**
 * Enters a sheet, whole or not at all: its lines are sealed as they were typed and wait for {@link matchDueSheets}, so
 * that who enters a line learns nothing from it about its person. A line that was entered before is left alone: the
 * same sheet twice, or a file that is read again after it broke off, changes nothing.
 *
 * @throws PortalError "not-found"; "matter-not-open" when the list was handed in; "invalid-input" for a number that
 *   no sheet or line has; as {@link lockForClerk}
 */
export async function enterSheet(services: PaperServices, sheet: SheetToEnter): Promise<EnteredSheet> {
  const { spaceId, matterId, clerkId, at, lines } = sheet;
  if (!isWithin(sheet.sheet, MOST_SHEETS))
    throw new PortalError("invalid-input", { faults: [{ field: "sheet", code: "unknown-choice" }] });
  if (!lines.every(({ line }) => isWithin(line, MOST_LINES)))
    throw new PortalError("invalid-input", { faults: [{ field: "line", code: "unknown-choice" }] });
  // Before the transaction, so that it never waits for a second connection while it holds one.
  const known = await findDrive(services.db, spaceId, matterId);
  const key = known && (await services.dataKeys.of(known.data_key_id));
  if (!known || !key) throw new PortalError("not-found");
  const kept = firstOfEach(lines.map(keptLine));

  const fresh = await inTransaction(services.db, async (tx) => {
    const { drive } = await lockForClerk(tx, sheet, "drive.paper");
    if (!ENTRY_STATES.includes(drive.state)) throw new PortalError("matter-not-open");
    const sheetId = await upsertSheet(tx, {
      matter_id: matterId,
      number: sheet.sheet,
      source: sheet.source,
      entered_by: clerkId,
      entered_at: at,
    });
    const there = new Set(await listEnteredLines(tx, sheetId));
    const fresh = kept.filter(({ line }) => !there.has(line));
    await insertWaiting(
      tx,
      fresh.map((typed) => ({
        sheet_id: sheetId,
        line: typed.line,
        matter_id: matterId,
        sealed: sealTyped(key, { matterId, sheetId, line: typed.line }, typed),
        entered_at: at,
        typed_by: clerkId,
        typed_at: at,
      })),
    );
    return fresh;
  });
  const faulty = faultsOfSheet(services, known, fresh, sheet.districts, at);
  return { entered: fresh.length, before: lines.length - fresh.length, faulty };
}

/** What stands against typed lines in themselves. */
export function faultsOfSheet(
  { matcher }: Pick<PaperServices, "matcher">,
  { matter_id, definition }: Pick<DriveRow, "matter_id" | "definition">,
  lines: readonly TypedLine[],
  districts: ReadonlyMap<string, string>,
  at: Date,
): FaultyLine[] {
  const { minAge } = definition.eligibility;
  return faultsOf(
    lines.map((typed) => ({ typed, read: readLine(typed, districts, minAge, at) })),
    (name, birthDate) => matcher.hash(matter_id, name, birthDate).toString("hex"),
  );
}

const isWithin = (number: number, most: number) => Number.isInteger(number) && number >= 1 && number <= most;

/** In the order of the sheet; of a line that stands twice in a file, the first. */
function firstOfEach(lines: TypedLine[]): TypedLine[] {
  const byLine = new Map<number, TypedLine>();
  for (const line of lines) if (!byLine.has(line.line)) byLine.set(line.line, line);
  return [...byLine.values()].sort((a, b) => a.line - b.line);
}
