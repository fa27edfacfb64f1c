import { seoulDay, startOfSeoulDay } from "#app/domain/calendar/dates.ts";
import type { DataKey } from "#app/platform/envelope.ts";
import { KEY_VERSION } from "#app/platform/matcher.ts";
import type { Tx } from "#db/client.ts";
import { upsertAbuseSign } from "#db/queries/abuse-signs.ts";
import { type DriveRow, findDrive, lockDriveMatter } from "#db/queries/drives.ts";
import { insertPaperLines } from "#db/queries/paper-lines.ts";
import { listNeighbours } from "#db/queries/paper-meetings.ts";
import { listMatchedLines, readSheetNumbers } from "#db/queries/paper-sheets.ts";
import {
  listDueSheets,
  listWaitingSheets,
  takeWaiting,
  type WaitingSheet,
} from "#db/queries/paper-waiting.ts";
import { listDistricts } from "#db/queries/spaces.ts";
import type { NewRow } from "#db/tables/tables.ts";
import { inTransaction } from "#db/transaction.ts";
import { countPaperLines } from "./count-paper.ts";
import { ENTRY_STATES, type PaperServices } from "./enter-sheet.ts";
import { hex, matchLines } from "./match-lines.ts";
import { districtsByName, FEWEST_LINES, type ReadLine, readLine } from "./paper-line.ts";
import { sealPaperLine } from "./personal.ts";
import { recordMeetings } from "./record-meetings.ts";
import { rekeyDrive } from "./rekey-drive.ts";
import { copiedRun, sortedRun } from "./sheet-signs.ts";
import { openTyped } from "./waiting-line.ts";

/** What became of lines. */
export interface MatchedLines {
  counted: number;
  doubtful: number;
  refused: number;
  /** The drive's signatures afterwards, all of them; null: nothing waited. */
  count: number | null;
}

/**
 * Matches the sheets whose day is over in Seoul (FEWEST_LINES), each in a transaction of its own: killed anywhere, it
 * goes on with the rest, and several processes may do it at once. A drive whose sheets cannot be matched keeps none of
 * the others waiting.
 *
 * @param counted is told of each drive's signatures
 * @throws what kept a drive's sheets from being matched, once all others are
 */
export async function matchDueSheets(
  services: PaperServices,
  now: Date,
  counted: (matterId: number, count: number) => void = () => undefined,
): Promise<void> {
  const today = seoulDay(now);
  const until = startOfSeoulDay(today);
  if (!until) throw new RangeError(`There is no day ${today}.`);
  const due = await listDueSheets(services.db, { until, fewest: FEWEST_LINES, entry: ENTRY_STATES });
  const drives = new Map<number, WaitingSheet[]>();
  for (const sheet of due) drives.set(sheet.matterId, [...(drives.get(sheet.matterId) ?? []), sheet]);
  const failed: unknown[] = [];
  for (const [matterId, sheets] of drives)
    try {
      const { count } = await matchSheets(services, sheets, now, until);
      if (count !== null) counted(matterId, count);
    } catch (error) {
      failed.push(error);
    }
  if (failed.length > 0) throw failed[0];
}

/** Matches all of a drive's paper that waits: its window has ended, or its list is being handed in. */
export async function matchWaiting(
  services: PaperServices,
  { spaceId, matterId }: { spaceId: number; matterId: number },
  at: Date,
): Promise<MatchedLines> {
  return matchSheets(services, await listWaitingSheets(services.db, spaceId, matterId), at, null);
}

/**
 * @param sheets of one drive
 * @param until a sheet on which somebody typed since then is passed over: they would learn of a line alone; null: none is
 */
async function matchSheets(
  services: PaperServices,
  sheets: readonly WaitingSheet[],
  at: Date,
  until: Date | null,
): Promise<MatchedLines> {
  const all: MatchedLines = { counted: 0, doubtful: 0, refused: 0, count: null };
  const [first] = sheets;
  // Before the transactions, so that none waits for a second connection while it holds one.
  const drive = first && (await findDrive(services.db, first.spaceId, first.matterId));
  const key = drive && (await services.dataKeys.of(drive.data_key_id));
  if (!drive || !key) return all;
  await rekeyDrive(services, drive.space_id, drive.matter_id, at);
  const districts = districtsByName(await listDistricts(services.db, drive.space_id));
  const numbers = await readSheetNumbers(services.db, drive.matter_id);
  for (const { sheetId, typedBy } of sheets) {
    const number = numbers.get(sheetId) ?? 0;
    const matching = { ...services, drive, key, districts, sheetId, number, typedBy, at, until };
    const matched = await matchSheet(matching);
    for (const part of ["counted", "doubtful", "refused"] as const) all[part] += matched[part];
    all.count = matched.count ?? all.count;
  }
  return all;
}

interface Matching extends PaperServices {
  drive: DriveRow;
  key: DataKey;
  districts: ReadonlyMap<string, string>;
  sheetId: number;
  /** The sheet's number. */
  number: number;
  typedBy: number;
  at: Date;
  until: Date | null;
}

/**
 * Each line is met with what is signed online, on paper, and with the register, and counts, is in doubt or is refused,
 * with its reasons. Whether it was entered in time was asked when it was; it counts by that time, wherever the drive
 * stands now.
 */
function matchSheet(matching: Matching): Promise<MatchedLines> {
  const { drive, key, districts, sheetId, number, typedBy, at, until } = matching;
  const { space_id: spaceId, matter_id: matterId } = drive;
  const { minAge } = drive.definition.eligibility;
  return inTransaction(matching.db, async (tx) => {
    const matter = await lockDriveMatter(tx, spaceId, matterId);
    const taken = await takeWaiting(tx, sheetId, typedBy, until);
    // A portal of the version before matches what it is given at once, and knows of none that wait.
    const there = new Set(await listMatchedLines(tx, sheetId));
    const waiting = taken.filter(({ line }) => !there.has(line));
    if (!matter || waiting.length === 0) return { counted: 0, doubtful: 0, refused: 0, count: null };
    const read = waiting.map(({ line, sealed, entered_at }) =>
      readLine(openTyped(key, { matterId, sheetId, line }, sealed), districts, minAge, entered_at),
    );
    const enteredAt = new Map(waiting.map(({ line, entered_at }) => [line, entered_at]));
    const { rows, met } = await matchLines(tx, matching, matterId, read);
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
        entered_at: enteredAt.get(line),
      })) satisfies NewRow<"paper_line">[],
    );
    await noteSigns(tx, matterId, sheetId, number, rows, at);
    const changes = rows.map(({ read: { line }, state, reasons }) => ({
      sheetId,
      sheet: number,
      line,
      before: null,
      state,
      reasons,
    }));
    await recordMeetings(tx, { spaceId, matterId, clerkId: typedBy, at }, met);
    const by = matching.matcher.mark(matterId, typedBy);
    const entered = new Date(Math.max(...[...enteredAt.values()].map((time) => time.getTime())));
    const count = await countPaperLines(tx, matter, changes, { at, by, entered });
    const of = (state: string) => rows.filter((row) => row.state === state).length;
    return { counted: of("counted"), doubtful: of("doubtful"), refused: of("refused"), count };
  });
}

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
