import { REPLACEMENT } from "#app/platform/decode-text.ts";
import { readTable } from "#app/platform/table.ts";
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
 * @param file a table as `readTable` reads it
 * @returns the entries in their order, or everything that is wrong with the file
 */
export function readRollFile(file: Uint8Array): { entries: LoadedEntry[] } | { faults: RollFault[] } {
  const read = readTable<Column>(file, COLUMNS, ["label"]);
  if ("missing" in read)
    return { faults: [file.length === 0 ? { code: "no-entries" } : { code: "no-column", column: "label" }] };
  const { table } = read;
  const entries: LoadedEntry[] = [];
  const faults: RollFault[] = [];
  const labels = new Map<string, number>();
  for (const { row, fault, isEmpty, cell: typed } of table.rows) {
    if (isEmpty) continue;
    if (fault === "too-long") {
      faults.push({ code: "too-long", row, column: "label" });
      continue;
    }
    const cell = (column: Column) => typed(column).normalize("NFC");
    const [label, unit] = [cell("label"), cell("unit")];
    const weight = table.has("weight") ? cell("weight") : "1";
    const found = faultsOf(row, { label, unit, weight });
    const first = labels.get(label);
    if (label !== "" && first !== undefined) found.push({ code: "twice", row, column: "label", first });
    else labels.set(label, row);
    faults.push(...found);
    entries.push({ label, unit: unit === "" ? null : unit, weight });
  }
  if (entries.length === 0 && faults.length === 0) faults.push({ code: "no-entries" });
  return faults.length > 0 ? { faults } : { entries };
}

function faultsOf(row: number, entry: Record<Column, string>): RollFault[] {
  const faults: RollFault[] = [];
  if (entry.label === "") faults.push({ code: "required", row, column: "label" });
  for (const column of ["label", "unit"] as const) {
    if ([...entry[column]].length > LONGEST) faults.push({ code: "too-long", row, column });
    if (/\p{Cc}/u.test(entry[column]) || !entry[column].isWellFormed() || entry[column].includes(REPLACEMENT))
      faults.push({ code: "bad-characters", row, column });
  }
  if (!WEIGHT.test(entry.weight)) faults.push({ code: "not-a-weight", row, column: "weight" });
  return faults;
}
