/** What a table program takes for UTF-8, at the beginning of a file. */
export const BYTE_ORDER_MARK = "\uFEFF";

/**
 * A row as CSV (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe before it, so that nobody's
 * name or address computes anything on a clerk's machine (OWASP, "CSV Injection").
 */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map(cellOf).join(",")}\r\n`;
}

function cellOf(value: string): string {
  const harmless = /^[=+\-@\t\r\n|%＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
