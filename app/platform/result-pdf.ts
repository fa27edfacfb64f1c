import { Drawable } from "./drawable.ts";
import { bytesOf, INK, paperDocument, SUBTLE } from "./paper-font.ts";
import { linesOf } from "./paper-lines.ts";

/** The result of a poll on A4 pages, for a file. All texts are given. */
export interface ResultPdf {
  /** BCP 47, for who has it read aloud. */
  language: string;
  /** Above the title. */
  kind: string;
  title: string;
  summary: string | null;
  /** Term and value. */
  facts: [string, string][];
  questions: ResultQuestion[];
  /** Below the questions, each with a heading of its own. */
  sections: { heading: string; paragraphs: string[] }[];
  /** Said at the foot of each page, before its number. */
  footer: string;
}

interface ResultQuestion {
  heading: string;
  notes: string[];
  /** What the three columns of the table hold. */
  heads: [string, string, string];
  /** `part` of the whole: how long the bar is, from 0 to 1. */
  rows: { label: string; count: string; share: string; part: number }[];
  /** More of it below, a table each: by group, or of a ranking by pairs. */
  tables: ResultTable[];
}

export interface ResultTable {
  heading: string;
  /** Above the names of the rows, and above each column of numbers. */
  heads: string[];
  rows: { label: string; cells: Cell[] }[];
}

/** A number, and below it what share of its row that is; null: none is said. */
interface Cell {
  count: string;
  share: string | null;
}

const BLUE = "#0b50d0";
const TRACK = "#e6e8ea";
const LINE = "#cdd1d5";
const MARGIN = 56;
const FOOT = 40;
/** For how many, and for their share. */
const COLUMN = 62;
const BAR = 5;
/** Of a table below a question: for the names of its rows, and for each column of numbers. */
const NAMES = 110;
const NARROW = 52;

interface Style {
  font: "bold" | "regular";
  size: number;
  color: string;
}

const HEADING: Style = { font: "bold", size: 14, color: INK };
const TEXT: Style = { font: "regular", size: 10.5, color: INK };
const SMALL: Style = { font: "regular", size: 9, color: SUBTLE };
const CELL: Style = { font: "regular", size: 9, color: INK };
const SHARE: Style = { font: "regular", size: 7.5, color: SUBTLE };

/** @returns the PDF, whole: some 60 kB, of ten questions two or three pages */
export function makeResult(result: ResultPdf): Promise<Buffer> {
  const document = paperDocument({
    size: "A4",
    margin: MARGIN,
    lang: result.language,
    info: { Title: result.title },
    // How many pages there are stands on each.
    bufferPages: true,
  });
  const ended = bytesOf(document);
  new ResultWriter(document).write(result);
  document.end();
  return ended;
}

class ResultWriter {
  readonly #drawable = new Drawable();
  readonly #inner: number;
  readonly #bottom: number;
  #y = MARGIN;
  /** How many pages are begun. */
  #page = 1;

  constructor(private readonly document: PDFKit.PDFDocument) {
    this.#inner = document.page.width - 2 * MARGIN;
    this.#bottom = document.page.height - MARGIN - FOOT;
    // Pages begin where this says, and the foot stands below what PDFKit would fill.
    document.page.margins.bottom = 0;
    document.on("pageAdded", () => {
      document.page.margins.bottom = 0;
    });
  }

  write({ kind, title, summary, facts, questions, sections, footer }: ResultPdf): void {
    this.#text(kind, { font: "bold", size: 11, color: BLUE });
    this.#y += 4;
    this.#text(title, { font: "bold", size: 21, color: INK });
    this.#y += 4;
    if (summary) this.#text(summary, { ...TEXT, color: SUBTLE });
    this.#y += 10;
    for (const fact of facts) this.#fact(fact);
    for (const question of questions) this.#question(question);
    for (const { heading, paragraphs } of sections) {
      this.#heading(heading, 60);
      for (const paragraph of paragraphs) {
        this.#text(paragraph, TEXT);
        this.#y += 4;
      }
    }
    this.#foot(footer);
  }

  #room(height: number): void {
    if (this.#y + height <= this.#bottom) return;
    this.document.addPage();
    this.#page += 1;
    this.#y = MARGIN;
  }

  /** With so much of what follows on the same page. */
  #heading(text: string, follows: number): void {
    this.#y += 18;
    this.#room(follows + 24);
    this.#rule();
    this.#y += 10;
    this.#text(text, HEADING);
    this.#y += 3;
  }

  #rule(): void {
    this.document
      .moveTo(MARGIN, this.#y)
      .lineTo(MARGIN + this.#inner, this.#y)
      .lineWidth(0.7)
      .stroke(LINE);
  }

  #fact([term, value]: [string, string]): void {
    const beside = 118;
    const y = this.#y;
    const lines = this.#lines(value, TEXT, this.#inner - beside);
    this.#room(lines.length * lineHeight(TEXT));
    const from = this.#y;
    this.#line(term, { ...TEXT, color: SUBTLE }, MARGIN, beside - 8);
    this.#y = from;
    for (const line of lines) this.#line(line, TEXT, MARGIN + beside, this.#inner - beside);
    this.#y = Math.max(this.#y, y === from ? y + lineHeight(TEXT) : this.#y) + 3;
  }

  #question({ heading, notes, heads, rows, tables }: ResultQuestion): void {
    this.#heading(heading, 110);
    for (const note of notes) this.#text(note, SMALL);
    if (rows.length === 0) return;
    this.#y += 4;
    this.#row(heads, SMALL, null);
    for (const { label, count, share, part } of rows) this.#row([label, count, share], TEXT, part);
    for (const table of tables) this.#table(table);
  }

  /** As many columns as fit beside the names of its rows; the others in a table of their own below it. */
  #table({ heading, heads: [first = "", ...heads], rows }: ResultTable): void {
    const fit = Math.floor((this.#inner - NAMES) / NARROW);
    for (let from = 0; from < heads.length; from += fit) {
      const columns = heads.slice(from, from + fit);
      const head = () =>
        this.#cells(
          first,
          columns.map((count) => ({ count, share: null })),
          SMALL,
        );
      this.#y += 10;
      this.#room(4 * lineHeight(TEXT));
      if (from === 0) this.#text(heading, { ...TEXT, font: "bold" });
      head();
      for (const { label, cells } of rows) {
        const page = this.#page;
        this.#room(2 * lineHeight(CELL));
        if (this.#page !== page) head();
        this.#cells(label, cells.slice(from, from + fit), CELL);
      }
    }
  }

  /** A row of such a table. What is too long for its place is cut off: groups have short names, and choices their number. */
  #cells(label: string, cells: readonly Cell[], style: Style): void {
    const from = this.#y;
    this.#line(this.#lines(label, style, NAMES - 6)[0] ?? "", style, MARGIN, NAMES);
    const at = (place: number) => MARGIN + NAMES + place * NARROW;
    const right = { width: NARROW, align: "right", lineBreak: false } as const;
    this.document.font(style.font).fontSize(style.size).fillColor(style.color);
    for (const [place, { count }] of cells.entries()) this.document.text(count, at(place), from, right);
    const below = this.#y - 3;
    this.document.font(SHARE.font).fontSize(SHARE.size).fillColor(SHARE.color);
    for (const [place, { share }] of cells.entries())
      if (share !== null) this.document.text(share, at(place), below, right);
    if (cells.some(({ share }) => share !== null)) this.#y += lineHeight(SHARE) - 2;
    this.#y += 2;
  }

  /** @param part null: without a bar */
  #row([label, count, share]: [string, string, string], style: Style, part: number | null): void {
    const width = this.#inner - 2 * COLUMN;
    const lines = this.#lines(label, style, width - 10);
    const height = lines.length * lineHeight(style) + (part === null ? 0 : BAR + 4) + 6;
    this.#room(height);
    const from = this.#y;
    for (const line of lines) this.#line(line, style, MARGIN, width - 10);
    const below = this.#y;
    this.document.font(style.font).fontSize(style.size).fillColor(style.color);
    for (const [place, cell] of [count, share].entries())
      this.document.text(cell, MARGIN + width + place * COLUMN, from, {
        width: COLUMN,
        align: "right",
        lineBreak: false,
      });
    if (part !== null) {
      this.document.rect(MARGIN, below + 2, width - 10, BAR).fill(TRACK);
      if (part > 0) this.document.rect(MARGIN, below + 2, Math.max(1, (width - 10) * part), BAR).fill(BLUE);
    }
    this.#y = from + height;
  }

  /** A text of any length, over pages where it has to. */
  #text(text: string, style: Style): void {
    for (const line of this.#lines(text, style, this.#inner)) {
      this.#room(lineHeight(style));
      this.#line(line, style, MARGIN, this.#inner);
    }
  }

  #line(line: string, style: Style, x: number, width: number): void {
    this.document.font(style.font).fontSize(style.size).fillColor(style.color);
    this.document.text(line, x, this.#y, { width, lineBreak: false });
    this.#y += lineHeight(style);
  }

  #lines(text: string, style: Style, width: number): string[] {
    this.document.font(style.font).fontSize(style.size);
    return linesOf(this.document, this.#drawable.name(text), width).flatMap((line) =>
      this.#broken(line, width),
    );
  }

  /** A word that is longer than a line, such as a hash or any Japanese, is broken where the line ends. */
  #broken(line: string, width: number): string[] {
    if (this.document.widthOfString(line) <= width) return [line];
    const lines: string[] = [];
    let part = "";
    for (const sign of line) {
      if (part !== "" && this.document.widthOfString(part + sign) > width) {
        lines.push(part);
        part = "";
      }
      part += sign;
    }
    return [...lines, part];
  }

  #foot(footer: string): void {
    const { start, count } = this.document.bufferedPageRange();
    const said = this.#lines(footer, SMALL, this.#inner - COLUMN)[0] ?? "";
    for (let page = start; page < start + count; page += 1) {
      this.document.switchToPage(page);
      this.document.font(SMALL.font).fontSize(SMALL.size).fillColor(SMALL.color);
      const y = this.document.page.height - MARGIN;
      this.document.text(said, MARGIN, y, { lineBreak: false });
      this.document.text(`${page - start + 1} / ${count}`, MARGIN, y, {
        width: this.#inner,
        align: "right",
        lineBreak: false,
      });
    }
  }
}

const lineHeight = ({ size }: Style): number => size * 1.45;
