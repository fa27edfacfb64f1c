import { PortalError } from "#app/domain/errors.ts";
import { columnPlaces } from "#app/platform/csv.ts";

/** The columns of the clerk's files, by what stands above them in Korean, English or Japanese. */
const NAMES = {
  sheet: ["sheet", "서명부", "서명부번호", "장", "번호", "用紙", "用紙番号"],
  line: ["line", "줄", "줄번호", "행", "일련번호", "行", "行番号"],
  name: ["name", "성명", "이름", "氏名"],
  birthDate: ["birth_date", "birthdate", "birth", "생년월일", "生年月日"],
  address: ["address", "주소", "住所"],
  district: ["district", "지역", "동", "구", "읍면동", "地域"],
  note: ["note", "비고", "메모", "備考"],
  eligible: ["eligible", "청구권", "청구권자", "자격", "資格"],
} as const;
export type CsvColumn = keyof typeof NAMES;

/**
 * Where each column stands, by the file's head.
 *
 * @throws PortalError "invalid-input" with a fault for each of `needed` that is missing
 */
export function columnsOf(
  head: readonly string[],
  needed: readonly CsvColumn[],
): (row: readonly string[], column: CsvColumn) => string {
  const place = columnPlaces<CsvColumn>(head, NAMES);
  const faults = needed.flatMap((column) =>
    place(column) === -1 ? [{ field: `column.${column}`, code: "required" as const }] : [],
  );
  if (faults.length > 0) throw new PortalError("invalid-input", { faults });
  return (row, column) => row[place(column)] ?? "";
}

/** What is written in a cell for yes and no. @returns undefined for anything else */
export function readFlag(cell: string): boolean | undefined {
  const plain = cell.normalize("NFKC").trim().toLowerCase();
  if (["", "y", "yes", "true", "1", "o", "예", "있음", "はい"].includes(plain)) return true;
  return ["n", "no", "false", "0", "x", "아니요", "아니오", "없음", "いいえ"].includes(plain)
    ? false
    : undefined;
}
