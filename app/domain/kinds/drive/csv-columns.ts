import { PortalError } from "#app/domain/errors.ts";
import { restingWork } from "#app/platform/rest.ts";
import { type ColumnNames, readTable, type Table, type TableRow } from "#app/platform/table.ts";
import type { SigningServices } from "./signing-services.ts";

/** The columns of the clerk's files, by what stands above them in Korean, English or Japanese. */
const NAMES = {
  sheet: ["sheet", "서명부", "서명부번호", "장", "번호", "用紙", "用紙番号"],
  line: ["line", "줄", "줄번호", "행", "연번", "순번", "일련번호", "行", "行番号"],
  name: ["name", "성명", "이름", "氏名"],
  birthDate: ["birth_date", "birthdate", "birth", "dateofbirth", "생년월일", "생일", "生年月日"],
  address: ["address", "주소", "住所"],
  district: ["district", "지역", "동", "구", "읍면동", "地域"],
  note: ["note", "비고", "메모", "備考"],
  eligible: ["eligible", "청구권", "청구권자", "자격", "資格"],
} as const satisfies ColumnNames<string>;
export type CsvColumn = keyof typeof NAMES;

/** More rows are no list that a clerk looks over: it goes in parts. */
const MOST_ROWS = 200_000;
/** After so many rows, some five milliseconds, others have their turn. */
const ROWS_A_TURN = 150;

/**
 * One of the clerk's files, opened at its head.
 *
 * @throws PortalError "invalid-input" with a fault for each of `needed` that is missing
 */
export async function openClerkFile(
  { decode }: Pick<SigningServices, "decode">,
  file: Uint8Array,
  needed: readonly CsvColumn[],
): Promise<Table<CsvColumn>> {
  const read = readTable<CsvColumn>(await decode(file), NAMES, needed);
  if ("table" in read) return read.table;
  // Without any of them it is no such file at all.
  const fields =
    read.missing.length === needed.length ? ["file"] : read.missing.map((one) => `column.${one}`);
  throw new PortalError("invalid-input", { faults: fields.map((field) => ({ field, code: "required" })) });
}

/**
 * The rows of such a file that are not empty, one by one, with pauses in which others are served.
 *
 * @throws PortalError "invalid-input" when there are more than {@link MOST_ROWS}
 */
export async function* rowsOfFile({ rows }: Table<CsvColumn>): AsyncGenerator<TableRow<CsvColumn>> {
  let count = 0;
  const rest = restingWork();
  for (const row of rows) {
    if (row.row % ROWS_A_TURN === 0) await rest();
    if (row.isEmpty) continue;
    count += 1;
    if (count > MOST_ROWS)
      throw new PortalError("invalid-input", {
        faults: [{ field: "file", code: "too-many-rows", values: { max: MOST_ROWS } }],
      });
    yield row;
  }
}

/** Rows of a file that are told one by one, with their own numbers; of more, how many there are. */
export interface ToldRows<Row> {
  rows: Row[];
  count: number;
}

const MOST_TOLD = 50;

export function tell<Row>(told: ToldRows<Row>, row: Row): void {
  told.count += 1;
  if (told.rows.length < MOST_TOLD) told.rows.push(row);
}

/** What is written in a cell for yes and no. @returns undefined for anything else */
export function readFlag(cell: string): boolean | undefined {
  const plain = cell.normalize("NFKC").trim().toLowerCase();
  if (["", "y", "yes", "true", "1", "o", "예", "있음", "はい"].includes(plain)) return true;
  return ["n", "no", "false", "0", "x", "아니요", "아니오", "없음", "いいえ"].includes(plain)
    ? false
    : undefined;
}
