import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";

const CHUNK = 64 * 1024;

/** A file that is no CSV: `row` is where it stopped making sense, from 1. */
export class CsvFault extends Error {
  constructor(readonly row: number) {
    super(`The file is no CSV in row ${row}.`);
    this.name = "CsvFault";
  }
}

/**
 * Text of a file that a spreadsheet wrote: UTF-8, or else the code page that Korean spreadsheets still write
 * (CP949, which the Encoding standard calls euc-kr).
 */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("euc-kr").decode(bytes);
  }
}

/**
 * The rows of a CSV file one by one, the head included; commas or semicolons or tabs between the cells.
 *
 * @throws CsvFault
 */
export async function* readCsv(text: string): AsyncGenerator<string[]> {
  const head = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = [",", ";", "\t"].find((one) => head.includes(one)) ?? ",";
  const parser = Readable.from(chunksOf(text)).pipe(
    parse({
      delimiter,
      bom: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 20_000,
    }),
  );
  let row = 0;
  try {
    for await (const record of parser) {
      row += 1;
      yield cellsOf(record);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // Not the rows that came this far: those that wait in the stream are dropped when it breaks.
    const read: unknown = error.records;
    throw new CsvFault((typeof read === "number" ? read : row) + 1);
  }
}

/**
 * Where each column stands, by the file's head; −1: it is not there.
 *
 * @param names what may stand above a column, in lower case and without spaces
 */
export function columnPlaces<Column extends string>(
  head: readonly string[],
  names: Record<Column, readonly string[]>,
): (column: Column) => number {
  const heads = head.map((cell) => cell.normalize("NFKC").replace(/\s+/g, "").toLowerCase());
  return (column) => heads.findIndex((cell) => names[column].includes(cell));
}

function* chunksOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += CHUNK) yield text.slice(at, at + CHUNK);
}

const cellsOf = (record: unknown): string[] => (Array.isArray(record) ? record.map(String) : []);

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
