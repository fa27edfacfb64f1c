import { PortalError } from "#app/domain/errors.ts";
import type { Queryable } from "#db/client.ts";
import { countPaper } from "#db/queries/drive-counts.ts";
import { listDoubtfulLines } from "#db/queries/paper-lines.ts";
import {
  findSheet,
  listLinesOfSheet,
  listSheets,
  listVersionsOfSheet,
  nextSheetNumber,
} from "#db/queries/paper-sheets.ts";
import { countWaiting, listWaitingLines } from "#db/queries/paper-waiting.ts";
import { countRegister } from "#db/queries/register.ts";
import { getDrive } from "./get-drive.ts";

/**
 * What was entered of a drive's paper, newest sheet first.
 *
 * @param page.before the number of the sheet that the page before ended with
 * @throws PortalError "not-found"
 */
export async function readPaper(
  db: Queryable,
  spaceId: number,
  matterId: number,
  page: { before: number | undefined; size: number },
) {
  const [drive, entered, registered, sheets, nextNumber] = await Promise.all([
    getDrive(db, spaceId, matterId),
    countLines(db, matterId),
    countRegister(db, matterId),
    listSheets(db, matterId, page.before, page.size + 1),
    nextSheetNumber(db, matterId),
  ]);
  const shown = sheets.slice(0, page.size);
  return {
    drive,
    entered,
    registered,
    sheets: shown,
    /** The number to go on before; null: there are no more. */
    next: sheets.length > page.size ? (shown.at(-1)?.number ?? null) : null,
    nextNumber,
  };
}

/** One sheet with its lines, what they were before, and the numbers of those that wait. @throws PortalError "not-found" */
export async function readSheet(db: Queryable, spaceId: number, matterId: number, number: number) {
  const drive = await getDrive(db, spaceId, matterId);
  const sheet = await findSheet(db, matterId, number);
  if (!sheet) throw new PortalError("not-found");
  const [lines, versions, waiting] = await Promise.all([
    listLinesOfSheet(db, sheet.id),
    listVersionsOfSheet(db, sheet.id),
    listWaitingLines(db, sheet.id),
  ]);
  return { drive, sheetId: sheet.id, number, lines, versions, waiting: waiting.map(({ line }) => line) };
}

export type SheetRead = Awaited<ReturnType<typeof readSheet>>;

/** How many lines on paper were entered, whatever becomes of them. @throws PortalError "not-found" */
export async function countEntered(db: Queryable, spaceId: number, matterId: number): Promise<number> {
  await getDrive(db, spaceId, matterId);
  return countLines(db, matterId);
}

async function countLines(db: Queryable, matterId: number): Promise<number> {
  const [{ counted, doubtful, refused, superseded }, waiting] = await Promise.all([
    countPaper(db, matterId),
    countWaiting(db, matterId),
  ]);
  return waiting + counted + doubtful + refused + superseded;
}

/** A drive with the first `most` lines that wait for the clerk's decision. @throws PortalError "not-found" */
export async function readDoubtful(db: Queryable, spaceId: number, matterId: number, most: number) {
  const [drive, lines] = await Promise.all([
    getDrive(db, spaceId, matterId),
    listDoubtful(db, matterId, most),
  ]);
  return { drive, lines };
}

/** The first `most` lines that wait for the clerk's decision; nothing in them names anybody. */
export const listDoubtful = (db: Queryable, matterId: number, most: number) =>
  listDoubtfulLines(db, matterId, undefined, most);

export type DoubtfulLine = Awaited<ReturnType<typeof listDoubtful>>[number];
