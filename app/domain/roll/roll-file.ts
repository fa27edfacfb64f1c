import { CsvFault, columnPlaces, decodeText, readCsv } from "#app/platform/csv.ts";
import type { LoadedEntry } from "#db/queries/rolls.ts";

/** The columns, by what stands above them in Korean, English or Japanese; others are left alone. */
const COLUMNS = {
  label: ["label", "name", "이름", "명칭", "호수", "세대", "名称", "氏名", "号室"],
  unit: ["unit", "building", "branch", "단위", "동", "지부", "부서", "棟", "支部", "部署"],
  weight: ["weight", "share", "비중", "지분", "의결권", "면적", "持分", "議決権", "面積"],
} as const;
type Column = keyof typeof COLUMNS;

/** What is wrong with a file of a roll; rows are counted from 1, the head included. */
export type RollFault =
  | { code: "not-csv"; row: number }
  | { code: "no-column"; column: "label" }
  | { code: "no-entries" }
  | { code: "required" | "too-long" | "bad-characters"; row: number; column: "label" | "unit" }
  /** More than 0, at most 12 digits before the point and 6 behind it. */
  | { code: "not-a-weight"; row: number; column: "weight" }
  | { code: "twice"; row: number; column: "label"; first: number };

const LONGEST = 100;
const WEIGHT = /^(?!0+(\.0*)?$)\d{1,12}(\.\d{1,6})?$/;

/**
 * Reads a roll: a head, then an entry a row. Without a column of weights each weighs 1.
 *
 * @param file UTF-8 or CP949
 * @returns the entries in their order, or everything that is wrong with the file
 */
export async function readRollFile(
  file: Uint8Array,
): Promise<{ entries: LoadedEntry[] } | { faults: RollFault[] }> {
  const entries: LoadedEntry[] = [];
  const faults: RollFault[] = [];
  const labels = new Map<string, number>();
  let place: ((column: Column) => number) | undefined;
  let row = 0;
  try {
    for await (const cells of readCsv(decodeText(file))) {
      row += 1;
      if (!place) {
        place = columnPlaces(cells, COLUMNS);
        if (place("label") === -1) return { faults: [{ code: "no-column", column: "label" }] };
        continue;
      }
      const cell = (column: Column) => (cells[place?.(column) ?? -1] ?? "").normalize("NFC").trim();
      const [label, unit] = [cell("label"), cell("unit")];
      const weight = place("weight") === -1 ? "1" : cell("weight");
      const found = faultsOf(row, { label, unit, weight });
      const first = labels.get(label);
      if (label !== "" && first !== undefined) found.push({ code: "twice", row, column: "label", first });
      else labels.set(label, row);
      faults.push(...found);
      entries.push({ label, unit: unit === "" ? null : unit, weight });
    }
  } catch (error) {
    if (!(error instanceof CsvFault)) throw error;
    faults.push({ code: "not-csv", row: error.row });
  }
  if (entries.length === 0 && faults.length === 0) faults.push({ code: "no-entries" });
  return faults.length > 0 ? { faults } : { entries };
}

function faultsOf(row: number, entry: Record<Column, string>): RollFault[] {
  const faults: RollFault[] = [];
  if (entry.label === "") faults.push({ code: "required", row, column: "label" });
  for (const column of ["label", "unit"] as const) {
    if ([...entry[column]].length > LONGEST) faults.push({ code: "too-long", row, column });
    if (/\p{Cc}/u.test(entry[column]) || !entry[column].isWellFormed())
      faults.push({ code: "bad-characters", row, column });
  }
  if (!WEIGHT.test(entry.weight)) faults.push({ code: "not-a-weight", row, column: "weight" });
  return faults;
}
