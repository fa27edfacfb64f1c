import { PortalError } from "#app/domain/errors.ts";
import { CsvFault, decodeText, readCsv } from "#app/platform/csv.ts";
import { type CsvColumn, columnsOf } from "./csv-columns.ts";
import { type EnteredSheet, enterSheet, type PaperServices, type SheetToEnter } from "./enter-sheet.ts";
import { MOST_LINES, MOST_SHEETS, type TypedLine } from "./paper-line.ts";

const NEEDED = ["sheet", "line", "name", "birthDate", "address"] as const satisfies CsvColumn[];
/** Rows that are told one by one; of more, the number. */
const MOST_TOLD = 50;

export interface PaperImport extends Omit<EnteredSheet, "count"> {
  sheets: number;
  /** Rows (the head is row 1) that name no sheet and line, and so are nowhere. */
  misplaced: { rows: number[]; count: number };
  /** The row from which the file made no sense; what stands before it is entered. */
  brokenAt: number | null;
  /** The drive's signatures afterwards; null: nothing was entered. */
  count: number | null;
}

/**
 * Enters a file of sheets, sheet by sheet, each in a transaction of its own: killed anywhere, the file is read once
 * more and goes on with what is missing.
 *
 * @param file UTF-8 or CP949, with a head: sheet, line, name, birth date, address, and if it has them district, note
 * @throws PortalError "invalid-input" when a column is missing; as {@link enterSheet}
 */
export async function importPaper(
  services: PaperServices,
  file: Uint8Array,
  drive: Pick<SheetToEnter, "spaceId" | "matterId" | "clerkId" | "districts" | "at">,
): Promise<PaperImport> {
  const report: PaperImport = {
    sheets: 0,
    counted: 0,
    doubtful: 0,
    refused: 0,
    before: 0,
    misplaced: { rows: [], count: 0 },
    brokenAt: null,
    count: null,
  };
  let open: { sheet: number; lines: TypedLine[] } | undefined;
  const enter = async () => {
    if (!open) return;
    const { sheet, lines } = open;
    const entered = await enterSheet(services, { ...drive, sheet, source: "csv", lines });
    report.sheets += 1;
    for (const part of ["counted", "doubtful", "refused", "before"] as const) report[part] += entered[part];
    report.count = entered.count;
  };
  let cell: ReturnType<typeof columnsOf> | undefined;
  let row = 0;
  try {
    for await (const cells of readCsv(decodeText(file))) {
      row += 1;
      if (!cell) {
        cell = columnsOf(cells, NEEDED);
        continue;
      }
      const sheet = numberOf(cell(cells, "sheet"), MOST_SHEETS);
      const line = numberOf(cell(cells, "line"), MOST_LINES);
      if (sheet === undefined || line === undefined) {
        report.misplaced.count += 1;
        if (report.misplaced.rows.length < MOST_TOLD) report.misplaced.rows.push(row);
        continue;
      }
      if (open?.sheet !== sheet) {
        await enter();
        open = { sheet, lines: [] };
      }
      open.lines.push(typedLine(cell, cells, line));
    }
  } catch (error) {
    if (!(error instanceof CsvFault)) throw error;
    report.brokenAt = error.row;
  }
  await enter();
  if (!cell) throw new PortalError("invalid-input", { faults: [{ field: "file", code: "required" }] });
  return report;
}

function typedLine(cell: ReturnType<typeof columnsOf>, cells: readonly string[], line: number): TypedLine {
  const note = cell(cells, "note").normalize("NFKC").toLowerCase();
  const says = (...words: string[]) => words.some((word) => note.includes(word));
  return {
    line,
    name: cell(cells, "name"),
    birthDate: cell(cells, "birthDate"),
    address: cell(cells, "address"),
    district: cell(cells, "district"),
    unreadable: says("unreadable", "판독", "読めない", "判読"),
    unsigned: says("unsigned", "서명없", "서명 없", "署名なし"),
  };
}

function numberOf(cell: string, most: number): number | undefined {
  const number = /^\d{1,6}$/.test(cell) ? Number(cell) : 0;
  return number >= 1 && number <= most ? number : undefined;
}
