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
const ROW = 20;

/** A list that is drawn some rows at a time: a page leaves as soon as the next begins, however long the list is. */
export class ListPdfWriter {
  readonly #document: PDFKit.PDFDocument;
  readonly #ended: Promise<unknown>;
  readonly #bottom: number;
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
    for (const cells of rows) {
      if (this.#y + ROW > this.#bottom) {
        this.#document.addPage();
        this.#y = startPage(this.#document, this.head);
      }
      drawRow(this.#document, this.head, cells, this.#y, "regular");
      this.#y += ROW;
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
    y,
    "bold",
  );
  return y + ROW;
}

function drawRow(
  document: PDFKit.PDFDocument,
  { columns }: ListPdfHead,
  cells: string[],
  y: number,
  font: string,
): void {
  let x = MARGIN;
  document.font(font).fontSize(9.5).fillColor(INK);
  for (const [index, { width }] of columns.entries()) {
    document.text(cells[index] ?? "", x + 3, y + 5, {
      width: width - 6,
      height: ROW - 6,
      ellipsis: true,
      lineBreak: false,
    });
    x += width;
  }
  document
    .moveTo(MARGIN, y + ROW)
    .lineTo(x, y + ROW)
    .lineWidth(0.5)
    .stroke(RULE);
}
