import { Drawable } from "./drawable.ts";
import { INK, paperDocument, RULE, SUBTLE } from "./paper-font.ts";

/** What stands around a list on A4 pages, landscape. All texts are given. */
export interface ListPdfHead {
  title: string;
  /** Below the title on each page: whose list it is, how it stands, what it was printed for. */
  lines: string[];
  columns: { label: string /** in points */; width: number }[];
  /** Said at the foot of each page. */
  footer: string;
}

const MARGIN = 40;
/** A row of one line; one with longer texts is higher, because nothing of a list may be left out. */
const ROW = 20;
const BESIDE_TEXT = 6;
const FONT_SIZE = 9.5;

/** A list that is drawn some rows at a time: a page leaves as soon as the next begins, however long the list is. */
export class ListPdfWriter {
  readonly #document: PDFKit.PDFDocument;
  readonly #ended: Promise<unknown>;
  readonly #bottom: number;
  readonly #drawable = new Drawable();
  #chunks: Buffer[] = [];
  #y: number;

  constructor(private readonly head: ListPdfHead) {
    this.#document = paperDocument({
      size: "A4",
      layout: "landscape",
      margin: MARGIN,
      info: { Title: head.title },
      // What is kept of each word that was laid out would be hundreds of thousands of them.
      fontLayoutCache: false,
    });
    this.#document.on("data", (chunk: Buffer) => this.#chunks.push(chunk));
    this.#ended = new Promise((done, failed) => {
      this.#document.on("end", done);
      this.#document.on("error", failed);
    });
    this.#bottom = this.#document.page.height - MARGIN - 24;
    this.#y = startPage(this.#document, head);
  }

  /** @returns what is finished by now */
  add(rows: readonly string[][]): Buffer {
    for (const typed of rows) {
      const cells = typed.map((cell) => this.#drawable.name(cell));
      const height = rowHeight(this.#document, this.head, cells);
      if (this.#y + height > this.#bottom) {
        this.#document.addPage();
        this.#y = startPage(this.#document, this.head);
      }
      drawRow(this.#document, this.head, cells, { y: this.#y, height, font: "regular" });
      this.#y += height;
    }
    return this.#take();
  }

  /** @returns the rest */
  async end(): Promise<Buffer> {
    this.#document.end();
    await this.#ended;
    return this.#take();
  }

  #take(): Buffer {
    const bytes = Buffer.concat(this.#chunks);
    this.#chunks = [];
    return bytes;
  }
}

function startPage(document: PDFKit.PDFDocument, list: ListPdfHead): number {
  const { width, height } = document.page;
  const inner = width - 2 * MARGIN;
  document
    .font("bold")
    .fontSize(14)
    .fillColor(INK)
    .text(list.title, MARGIN, MARGIN, { width: inner, height: 20, ellipsis: true });
  document.font("regular").fontSize(9).fillColor(SUBTLE);
  for (const line of list.lines)
    document.text(line, MARGIN, document.y + 1, { width: inner, height: 12, ellipsis: true });
  // Below the margin PDFKit would begin a page of its own.
  const { bottom } = document.page.margins;
  document.page.margins.bottom = 0;
  document.text(list.footer, MARGIN, height - MARGIN - 8, { width: inner, height: 12, lineBreak: false });
  document.page.margins.bottom = bottom;
  const y = MARGIN + 24 + list.lines.length * 13 + 6;
  drawRow(
    document,
    list,
    list.columns.map(({ label }) => label),
    { y, height: ROW, font: "bold" },
  );
  return y + ROW;
}

/** Whether a text stands in one line. No sign is wider than it is high, so that a short one need not be laid out. */
function fits(document: PDFKit.PDFDocument, text: string, width: number): boolean {
  return text.length * FONT_SIZE <= width || document.widthOfString(text) <= width;
}

function rowHeight(document: PDFKit.PDFDocument, { columns }: ListPdfHead, cells: string[]): number {
  document.font("regular").fontSize(FONT_SIZE);
  const heights = columns.map(({ width }, index) => {
    const text = cells[index] ?? "";
    const within = width - BESIDE_TEXT;
    return fits(document, text, within) ? 0 : document.heightOfString(text, { width: within });
  });
  return Math.max(ROW, Math.ceil(Math.max(...heights)) + ROW - FONT_SIZE);
}

function drawRow(
  document: PDFKit.PDFDocument,
  { columns }: ListPdfHead,
  cells: string[],
  { y, height, font }: { y: number; height: number; font: string },
): void {
  let x = MARGIN;
  document.font(font).fontSize(FONT_SIZE).fillColor(INK);
  for (const [index, { width }] of columns.entries()) {
    const text = cells[index] ?? "";
    const within = width - BESIDE_TEXT;
    document.text(
      text,
      x + 3,
      y + 5,
      fits(document, text, within)
        ? { lineBreak: false }
        : { width: within, height: height - BESIDE_TEXT, ellipsis: true },
    );
    x += width;
  }
  document
    .moveTo(MARGIN, y + height)
    .lineTo(x, y + height)
    .lineWidth(0.5)
    .stroke(RULE);
}
