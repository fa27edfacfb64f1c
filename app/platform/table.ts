import { type DecodedText, decodeText, type Encoding, REPLACEMENT } from "./decode-text.ts";
import { rowsOf } from "./table-rows.ts";

/** Why nothing of a row is taken. */
export type RowFault = "characters" | "too-long";

export interface TableRow<Column extends string> {
  /** Its own number, as {@link rowsOf} counts. */
  row: number;
  /** Null: it can be read. */
  fault: RowFault | null;
  /** Nothing stands in it; it is told so that whoever goes through a file of nothing else can pause. */
  isEmpty: boolean;
  /** What stands in a column; empty where the row or the file has none. */
  cell: (column: Column) => string;
}

export interface Table<Column extends string> {
  encoding: Encoding;
  delimiter: string;
  /** The row with the names of the columns. */
  head: number;
  has: (column: Column) => boolean;
  /** What stands below the head. */
  rows: Iterable<TableRow<Column>>;
}

/** What may stand above each column, in lower case and without blanks; one name is of one column. */
export type ColumnNames<Column extends string> = Record<Column, readonly string[]>;

const DELIMITERS = [",", "\t", ";", "|"];
/** The head stands among the first rows, below a title perhaps. */
const HEAD_WITHIN = 20;

/**
 * Reads a table that people made with a spreadsheet or by hand: whatever its encoding and its separator (which
 * `sep=;` before it may name), with a title above its head or without. Nothing is read but the head until `rows` is
 * gone through.
 *
 * @param file its bytes, or what `decodeFile` made of them
 * @param needed without these columns it is not the table that is asked for
 * @returns the columns that are missing, or the table
 */
export function readTable<Column extends string>(
  file: Uint8Array | DecodedText,
  names: ColumnNames<Column>,
  needed: readonly Column[],
): { missing: Column[] } | { table: Table<Column> } {
  const { text: whole, encoding } = "text" in file ? file : decodeText(file);
  const { text, said } = withoutSeparatorLine(whole.replace(/^\uFEFF/, ""));
  const heads = (said === undefined ? DELIMITERS : [said]).map((delimiter) => ({
    delimiter,
    ...findHead(text, delimiter, names, needed),
  }));
  const best = heads.reduce((one, other) => (isBetter(other, one) ? other : one));
  if (best.missing.length > 0) return { missing: best.missing };
  const { delimiter, head, place, width } = best;
  return {
    table: {
      encoding,
      delimiter,
      head,
      has: (column) => place(column) !== -1,
      rows: {
        *[Symbol.iterator]() {
          for (const { row, cells } of rowsOf(text, delimiter, width)) {
            if (row <= head) continue;
            const isEmpty = cells?.every((cell) => cell === "") ?? false;
            yield { row, fault: faultOf(cells), isEmpty, cell: (column) => cells?.[place(column)] ?? "" };
          }
        },
      },
    },
  };
}

/** Excel's own first line, which says the separator and is no row. */
function withoutSeparatorLine(text: string): { text: string; said?: string } {
  const [line = "", said] = /^"?sep=(.)"?[ ,;\t]*(?:\r\n?|\n)/i.exec(text) ?? [];
  return said === undefined ? { text } : { text: text.slice(line.length), said };
}

interface Found {
  missing: readonly string[];
  /** How many columns it has, needed or not. */
  known: number;
}

interface Head<Column extends string> extends Found {
  head: number;
  missing: Column[];
  width: number;
  place: (column: Column) => number;
}

function isBetter(one: Found, other: Found): boolean {
  const fewer = other.missing.length - one.missing.length;
  return fewer === 0 ? one.known > other.known : fewer > 0;
}

/** The first row that has the needed columns; if there is none, the one that has most of them. */
function findHead<Column extends string>(
  text: string,
  delimiter: string,
  names: ColumnNames<Column>,
  needed: readonly Column[],
): Head<Column> {
  let best: Head<Column> = { head: 0, missing: [...needed], known: 0, width: 0, place: () => -1 };
  for (const { row, cells } of rowsOf(text, delimiter, undefined)) {
    if (row > HEAD_WITHIN || best.missing.length === 0) break;
    const heads = (cells ?? []).map(plainHead);
    const place = (column: Column) => heads.findIndex((cell) => names[column].includes(cell));
    const missing = needed.filter((column) => place(column) === -1);
    const known = Object.values(names)
      .flat()
      .filter((name) => heads.includes(String(name))).length;
    const found = { head: row, missing, known, width: heads.length, place };
    if (isBetter(found, best)) best = found;
  }
  return best;
}

/** A remark in parentheses and a mark behind it are no part of a column's name. */
const plainHead = (cell: string) =>
  cell
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{Default_Ignorable_Code_Point}]+/gu, "")
    .replace(/\(.*\)|[*:]+$/g, "");

/** Controls but the line breaks and tabs of a cell; what was lost in another encoding before it came here. */
const UNREADABLE = new RegExp(`[^\\P{Cc}\\t\\n\\v\\f\\r\\u0085]|${REPLACEMENT}`, "u");

function faultOf(cells: readonly string[] | null): RowFault | null {
  if (!cells) return "too-long";
  return cells.some((cell) => UNREADABLE.test(cell) || !cell.isWellFormed()) ? "characters" : null;
}
