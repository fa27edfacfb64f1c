import { PortalError } from "#app/domain/errors.ts";
import { KEY_VERSION } from "#app/platform/matcher.ts";
import { isWholeName } from "#app/platform/person-name.ts";
import type { Tx } from "#db/client.ts";
import { upsertAbuseSign } from "#db/queries/abuse-signs.ts";
import { findDrive } from "#db/queries/drives.ts";
import {
  insertPaperLines,
  listEnteredLines,
  listNeighbours,
  listOnline,
  listPaperHashes,
  upsertSheet,
} from "#db/queries/paper.ts";
import { countRegister, listRegistered } from "#db/queries/register.ts";
import type { DriveState } from "#db/tables/drive.ts";
import type { NewRow } from "#db/tables/tables.ts";
import { inTransaction } from "#db/transaction.ts";
import { countPaperLines } from "./count-paper.ts";
import { type ByClerk, lockForClerk } from "./lock-for-clerk.ts";
import {
  MOST_LINES,
  MOST_SHEETS,
  type PaperCell,
  type ReadLine,
  readLine,
  type TypedLine,
} from "./paper-line.ts";
import { againstRegister, againstTwice, type LineFacts, stateOf } from "./paper-match.ts";
import { sealPaperLine } from "./personal.ts";
import { recordMeetings } from "./record-meetings.ts";
import { rekeyDrive } from "./rekey-drive.ts";
import { copiedRun, sortedRun } from "./sheet-signs.ts";
import type { SigningServices } from "./signing-services.ts";

/** While these last, sheets are entered; a list that was handed in takes no further line. */
export const ENTRY_STATES: readonly DriveState[] = ["collecting", "collected", "shortfall"];

export type PaperServices = Pick<SigningServices, "db" | "dataKeys" | "matcher">;

export interface SheetToEnter extends ByClerk {
  sheet: number;
  source: "hand" | "csv";
  lines: readonly TypedLine[];
  /** See `districtsByName`. */
  districts: ReadonlyMap<string, string>;
}

export interface EnteredSheet {
  counted: number;
  doubtful: number;
  refused: number;
  /** Lines that were entered before, left as they are. */
  before: number;
  /** Lines with cells that could not be read; what was typed in them is kept. */
  unread: { line: number; cells: PaperCell[] }[];
  /** The drive's signatures, all of them. */
  count: number;
}

/**
 * Enters a sheet, whole or not at all: each line is met with what is signed online, on paper, and with the register,
 * and counts, is in doubt or is refused, with its reasons. A line that was entered before is left alone, so that the
 * same sheet twice, or a file that is read again after it broke off, changes nothing.
 *
 * @throws PortalError "not-found"; "matter-not-open" when the list was handed in; "invalid-input" for a number that
 *   no sheet or line has; as {@link lockForClerk}
 */
export async function enterSheet(services: PaperServices, sheet: SheetToEnter): Promise<EnteredSheet> {
  const { spaceId, matterId, at, lines } = sheet;
  if (!isWithin(sheet.sheet, MOST_SHEETS))
    throw new PortalError("invalid-input", { faults: [{ field: "sheet", code: "unknown-choice" }] });
  if (!lines.every(({ line }) => isWithin(line, MOST_LINES)))
    throw new PortalError("invalid-input", { faults: [{ field: "line", code: "unknown-choice" }] });
  // Before the transaction, so that it never waits for a second connection while it holds one.
  const known = await findDrive(services.db, spaceId, matterId);
  const key = known && (await services.dataKeys.of(known.data_key_id));
  if (!known || !key) throw new PortalError("not-found");
  await rekeyDrive(services, spaceId, matterId, at);
  const { minAge } = known.definition.eligibility;
  const read = lines.map((line) => readLine(line, sheet.districts, minAge, at));

  return inTransaction(services.db, async (tx) => {
    const { matter, drive } = await lockForClerk(tx, sheet, "drive.paper");
    if (!ENTRY_STATES.includes(drive.state)) throw new PortalError("matter-not-open");
    const sheetId = await upsertSheet(tx, {
      matter_id: matterId,
      number: sheet.sheet,
      source: sheet.source,
      entered_by: sheet.clerkId,
      entered_at: at,
    });
    const there = new Set(await listEnteredLines(tx, sheetId));
    const fresh = firstOfEach(read).filter(({ line }) => !there.has(line));
    const { rows, met } = await matchLines(tx, services, matterId, fresh);
    await insertPaperLines(
      tx,
      rows.map(({ read: { line, entry }, hash, state, reasons }) => ({
        sheet_id: sheetId,
        line,
        matter_id: matterId,
        district: entry.district,
        sealed: sealPaperLine(key, matterId, sheetId, line, entry),
        match_hash: hash,
        key_version: KEY_VERSION,
        state,
        reasons,
      })) satisfies NewRow<"paper_line">[],
    );
    await noteSigns(tx, matterId, sheetId, sheet.sheet, rows, at);
    const of = (state: string) => rows.filter((row) => row.state === state).length;
    const counted = of("counted");
    const changes = rows.map(({ read: { line }, state, reasons }) => ({
      sheetId,
      sheet: sheet.sheet,
      line,
      before: null,
      state,
      reasons,
    }));
    await recordMeetings(tx, sheet, met);
    const by = services.matcher.mark(matterId, sheet.clerkId);
    const count = await countPaperLines(tx, matter, changes, { at, by });
    return {
      counted,
      doubtful: of("doubtful"),
      refused: of("refused"),
      before: lines.length - rows.length,
      unread: rows.flatMap(({ read: { line, unread } }) =>
        unread.length > 0 ? [{ line, cells: unread }] : [],
      ),
      count,
    };
  });
}

const isWithin = (number: number, most: number) => Number.isInteger(number) && number >= 1 && number <= most;

/** In the order of the sheet; of a line that stands twice in a file, the first. */
function firstOfEach(lines: ReadLine[]): ReadLine[] {
  const byLine = new Map<number, ReadLine>();
  for (const line of lines) if (!byLine.has(line.line)) byLine.set(line.line, line);
  return [...byLine.values()].sort((a, b) => a.line - b.line);
}

/**
 * Meets the lines with what is known of their people, one after another: two of one person may stand on one sheet.
 *
 * @param but a line that is there already and is looked at anew
 * @returns also whose signatures online were met: the caller puts each on record
 */
export async function matchLines(
  tx: Tx,
  { matcher }: Pick<PaperServices, "matcher">,
  matterId: number,
  lines: readonly ReadLine[],
  but?: { sheetId: number; line: number },
) {
  const hashed = lines.map((read) => {
    const { name, birthDate } = read.entry;
    const known = birthDate !== null && isWholeName(name);
    return { read, hash: known ? matcher.hash(matterId, name, birthDate) : null };
  });
  const hashes = hashed.flatMap(({ hash }) => (hash ? [hash] : []));
  const signed = await listOnline(tx, matterId, hashes);
  const online = new Set(signed.map(({ match_hash }) => hex(match_hash)));
  const paper = new Map<string, "counted" | "doubtful">();
  const note = (hash: string, state: string) => {
    if (state === "counted" || (state === "doubtful" && paper.get(hash) === undefined))
      paper.set(hash, state);
  };
  for (const row of await listPaperHashes(tx, matterId, hashes))
    if (row.sheet_id !== but?.sheetId || row.line !== but.line) note(hex(row.match_hash), row.state);
  const register = await readRegister(tx, matcher, matterId, lines);

  const rows = hashed.map(({ read, hash }) => {
    const name = hash && hex(hash);
    const facts: LineFacts = {
      online: name !== null && online.has(name),
      paper: name === null ? null : (paper.get(name) ?? null),
      register: register && (name === null ? undefined : (register(read) ?? null)),
    };
    const reasons = [
      ...read.reasons,
      ...againstTwice(facts),
      ...againstRegister(facts.register, read.entry.district),
    ];
    const state = stateOf(reasons, facts.paper);
    if (name !== null) note(name, state);
    return { read, hash, state, reasons };
  });
  return { rows, met: signed.map(({ person_id }) => person_id) };
}

/**
 * What a register's extract says of the people on these lines; one from before knows them by their former keys.
 *
 * @returns undefined when there is no extract
 */
async function readRegister(
  tx: Tx,
  matcher: PaperServices["matcher"],
  matterId: number,
  lines: readonly ReadLine[],
) {
  if ((await countRegister(tx, matterId)) === 0) return undefined;
  const keysOf = ({ entry: { name, birthDate } }: ReadLine) =>
    birthDate === null
      ? []
      : [matcher.hash(matterId, name, birthDate), matcher.formerHash(matterId, name, birthDate)];
  const rows = await listRegistered(tx, matterId, lines.flatMap(keysOf));
  const byKey = new Map(rows.map((row) => [hex(row.match_hash), row]));
  return (line: ReadLine) => {
    const [now, former] = keysOf(line).map((key) => byKey.get(hex(key)));
    return now ?? former;
  };
}

const hex = (hash: Buffer) => hash.toString("hex");

/** A sheet that looks copied is shown to the clerk; its lines count as any others. */
async function noteSigns(
  tx: Tx,
  matterId: number,
  sheetId: number,
  number: number,
  rows: readonly { read: ReadLine; hash: Buffer | null }[],
  at: Date,
): Promise<void> {
  const hashes = rows.flatMap(({ hash }) => (hash ? [hash] : []));
  const others = await listNeighbours(tx, matterId, sheetId, hashes);
  const times = Math.max(
    sortedRun(rows.map(({ read }) => read.entry.name)),
    copiedRun(
      rows.map(({ hash }) => (hash ? hex(hash) : undefined)),
      others.map((row) => ({ hash: hex(row.match_hash), sheet: row.sheet_id, line: row.line })),
    ),
  );
  if (times === 0) return;
  const sign = { matter_id: matterId, kind: "sheet-order", about: String(number), times } as const;
  await upsertAbuseSign(tx, { ...sign, first_at: at, last_at: at });
}
