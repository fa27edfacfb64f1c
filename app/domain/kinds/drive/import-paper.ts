import type { Encoding } from "#app/platform/decode-text.ts";
import type { RowFault, TableRow } from "#app/platform/table.ts";
import { type CsvColumn, openClerkFile, rowsOfFile, type ToldRows, tell } from "./csv-columns.ts";
import { type EnteredSheet, enterSheet, type PaperFileServices, type SheetToEnter } from "./enter-sheet.ts";
import { MOST_LINES, MOST_SHEETS, type TypedLine } from "./paper-line.ts";
import { readNumber } from "./read-number.ts";
import type { LineFault } from "./sheet-faults.ts";

const NEEDED = ["sheet", "line", "name", "birthDate", "address"] as const satisfies CsvColumn[];

/** Why a row of a file is nowhere. */
export type RowRefusal = RowFault | "no-sheet" | "no-line" | "same-line";

export interface PaperImport extends Omit<EnteredSheet, "faulty"> {
  /** How the file was taken. */
  file: { encoding: Encoding; delimiter: string; head: number; rows: number };
  sheets: number;
  /** Rows that were not entered. */
  rejected: ToldRows<{ row: number; why: RowRefusal }>;
  /** Rows that were, with something to mend before they are matched; what was typed is kept. */
  faulty: ToldRows<{ row: number; why: LineFault[] }>;
}

/**
 * Enters a file of sheets: reads it whole, before any lock is taken, then enters sheet by sheet, each in a transaction
 * of its own. Killed anywhere, the file is read once more and goes on with what is missing.
 *
 * @param file a table as {@link openClerkFile} reads it: sheet, line, name, birth date, address, and if it has them
 *   district, note
 * @throws PortalError "invalid-input" when a column is missing or there are too many rows; as {@link enterSheet}
 */
export async function importPaper(
  services: PaperFileServices,
  file: Uint8Array,
  drive: Pick<SheetToEnter, "spaceId" | "matterId" | "clerkId" | "districts" | "at">,
): Promise<PaperImport> {
  const { sheets, rejected, about } = await readSheets(services, file);
  const report: PaperImport = {
    file: about,
    sheets: sheets.size,
    entered: 0,
    before: 0,
    rejected,
    faulty: { rows: [], count: 0 },
  };
  for (const [sheet, lines] of sheets) {
    const entered = await enterSheet(services, {
      ...drive,
      sheet,
      source: "csv",
      lines: [...lines.values()].map(({ typed }) => typed),
    });
    report.entered += entered.entered;
    report.before += entered.before;
    for (const { line, faults } of entered.faulty)
      tell(report.faulty, { row: lines.get(line)?.row ?? 0, why: faults });
  }
  return report;
}

type Sheet = Map<number, { row: number; typed: TypedLine }>;

async function readSheets(services: PaperFileServices, file: Uint8Array) {
  const table = await openClerkFile(services, file, NEEDED);
  const { encoding, delimiter, head } = table;
  const about = { encoding, delimiter, head, rows: 0 };
  const sheets = new Map<number, Sheet>();
  const rejected: PaperImport["rejected"] = { rows: [], count: 0 };
  // Merged cells: a blank number is the one above, even when that one could not be read.
  let sheet: number | undefined;
  for await (const { row, fault, cell } of rowsOfFile(table)) {
    about.rows += 1;
    if (cell("sheet") !== "") sheet = readNumber(cell("sheet"), MOST_SHEETS);
    const line = readNumber(cell("line"), MOST_LINES);
    if (fault) tell(rejected, { row, why: fault });
    else if (sheet === undefined) tell(rejected, { row, why: "no-sheet" });
    else if (line === undefined) tell(rejected, { row, why: "no-line" });
    else {
      const lines: Sheet = sheets.get(sheet) ?? new Map();
      sheets.set(sheet, lines);
      if (lines.has(line)) tell(rejected, { row, why: "same-line" });
      else lines.set(line, { row, typed: typedLine(cell, line) });
    }
  }
  return { sheets, rejected, about };
}

function typedLine(cell: TableRow<CsvColumn>["cell"], line: number): TypedLine {
  const note = cell("note");
  const said = note.normalize("NFKC").toLowerCase();
  const says = (...words: string[]) => words.some((word) => said.includes(word));
  return {
    line,
    name: cell("name"),
    birthDate: cell("birthDate"),
    address: cell("address"),
    district: cell("district"),
    note,
    unreadable: says("unreadable", "판독", "読めない", "判読"),
    unsigned: says("unsigned", "서명없", "서명 없", "署名なし"),
  };
}
