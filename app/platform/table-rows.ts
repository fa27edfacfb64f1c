/** A row as its file has it, before anybody asks what its cells are. */
export interface TextRow {
  /** From 1, as a spreadsheet counts: with empty rows, and a row with line breaks in its cells is one. */
  row: number;
  /** Null: the row is too long to be one. */
  cells: string[] | null;
}

const LONGEST_ROW = 20_000;
/** A quoted cell is given up as one that never was quoted after so much of it. */
const LONGEST_QUOTED = 4_000;
const MOST_QUOTES = 64;
const MOST_BREAKS = 10;

/**
 * The rows of a text with separated cells (RFC 4180), one by one. A quote that is no quotation is a sign as any other:
 * a cell is quoted only if it begins with a quote and has another one before its separator, and it runs over lines
 * only if no whole row would be lost in it. So whatever is wrong with a row stays within it.
 *
 * Neither csv-parse nor Papa Parse does that: the first ends the file at such a quote (`relax_quotes` helps inside an
 * unquoted cell alone), the second takes the rows up to the next quote for one cell.
 *
 * @param width how many cells a row has that is whole; undefined: not known yet
 */
export function* rowsOf(text: string, delimiter: string, width: number | undefined): Generator<TextRow> {
  let row = 0;
  for (let start = 0; start < text.length; ) {
    row += 1;
    const end = lineEnd(text, start);
    if (end - start > LONGEST_ROW) {
      yield { row, cells: null };
      start = afterBreak(text, end);
      continue;
    }
    const record = readRecord(text, start, delimiter, width);
    yield { row, cells: record.cells };
    start = record.next;
  }
}

function readRecord(text: string, start: number, delimiter: string, width: number | undefined) {
  const cells: string[] = [];
  const firstEnd = lineEnd(text, start);
  let at = start;
  for (;;) {
    let open = at;
    while (text[open] === " ") open += 1;
    const close = text[open] === '"' ? closingQuote(text, open, delimiter, width) : undefined;
    if (close === undefined) {
      const end = cellEnd(text, at, delimiter);
      cells.push(text.slice(at, end).trim());
      at = end;
    } else {
      cells.push(
        text
          .slice(open + 1, close)
          .replaceAll('""', '"')
          .trim(),
      );
      at = cellEnd(text, close + 1, delimiter);
    }
    if (text[at] !== delimiter) break;
    at += 1;
  }
  const isOverLines = at > firstEnd;
  if (isOverLines && width !== undefined && cells.length < width) {
    // Quotes that swallowed another row's: taken as they stand, the first line alone is a whole row.
    const literal = text.slice(start, firstEnd).split(delimiter);
    if (literal.length >= width)
      return { cells: literal.map((cell) => cell.trim()), next: afterBreak(text, firstEnd) };
  }
  return { cells, next: afterBreak(text, at) };
}

/** Where the quotation that begins at `open` ends; undefined: it is none. */
function closingQuote(text: string, open: number, delimiter: string, width: number | undefined) {
  for (let from = open + 1, seen = 0; seen < MOST_QUOTES; seen += 1) {
    const quote = text.indexOf('"', from);
    if (quote === -1 || quote - open > LONGEST_QUOTED) return undefined;
    if (text[quote + 1] === '"') {
      from = quote + 2;
      continue;
    }
    let after = quote + 1;
    while (text[after] === " ") after += 1;
    if (after >= text.length || text[after] === delimiter || isBreak(text[after]))
      return holdsRow(text.slice(open + 1, quote), delimiter, width) ? undefined : quote;
    from = quote + 1;
  }
  return undefined;
}

/** Whether what stands between two quotes runs over more lines than a cell does, or over one that is a row. */
function holdsRow(content: string, delimiter: string, width: number | undefined): boolean {
  const lines = content.split(/\r\n?|\n/);
  if (lines.length > MOST_BREAKS + 1) return true;
  return lines.slice(1).some((line) => width !== undefined && line.split(delimiter).length >= width);
}

const isBreak = (sign: string | undefined) => sign === "\n" || sign === "\r";

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isBreak(text[at])) at += 1;
  return at;
}

function cellEnd(text: string, from: number, delimiter: string): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && !isBreak(text[at])) at += 1;
  return at;
}

const afterBreak = (text: string, at: number) => at + (text.startsWith("\r\n", at) ? 2 : 1);
