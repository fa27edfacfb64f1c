const BEFORE = "(?:제|no\\.?|#|第)?";
const BEHIND = "(?:번째|번|호|장|쪽|줄|행|면|番|号|枚|行|面)?";
const NUMBER = new RegExp(`^${BEFORE}(\\d{1,6}|\\d{1,3},\\d{3})(?:\\.0+)?${BEHIND}\\.?$`);

/**
 * A number of a sheet or a line, however it was typed: 916, ９１６, 916번, 제916호, No. 916, 1,234, or 2.0 as
 * spreadsheets make of it.
 *
 * @returns undefined for anything that is none from 1 to `most`
 */
export function readNumber(typed: string, most: number): number | undefined {
  const plain = typed
    .normalize("NFKC")
    .replace(/[\s\p{Default_Ignorable_Code_Point}]+/gu, "")
    .toLowerCase();
  const number = Number(NUMBER.exec(plain)?.[1]?.replace(",", "") ?? 0);
  return number >= 1 && number <= most ? number : undefined;
}
