import PDFDocument from "pdfkit";
import { Drawable } from "./drawable.ts";
import { fontFile, INK, RULE, SUBTLE } from "./paper-font.ts";

/** A list on A4 pages, landscape. All texts are given. */
export interface ListPdf {
  title: string;
  /** Below the title on each page: whose list it is, how it stands, what it was printed for. */
  lines: string[];
  columns: { label: string /** in points */; width: number }[];
  rows: AsyncIterable<string[]>;
  /** Said at the foot of each page. */
  footer: string;
}

const MARGIN = 40;
/** A row of one line; one with longer texts is higher, because nothing of a list may be left out. */
const ROW = 20;
const BESIDE_TEXT = 6;
const FONT_SIZE = 9.5;

/** The PDF as it is written: a page leaves as soon as the next begins, however long the list is. */
export async function* writeListPdf(list: ListPdf): AsyncGenerator<Uint8Array> {
  const document = new PDFDocument({
    size: "A4",
    layout: "landscape",
    margin: MARGIN,
    font: fontFile("Regular"),
    info: { Title: list.title },
    lang: "ko",
  });
  document.registerFont("bold", fontFile("Bold")).registerFont("regular", fontFile("Regular"));
  const drawn = draw(document, list).then(
    () => document.end(),
    (error: unknown) => document.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  for await (const chunk of document) yield Buffer.from(chunk);
  await drawn;
}

async function draw(document: PDFKit.PDFDocument, list: ListPdf): Promise<void> {
  let y = startPage(document, list);
  const bottom = document.page.height - MARGIN - 24;
  const drawable = new Drawable();
  for await (const typed of list.rows) {
    const cells = typed.map((cell) => drawable.name(cell));
    const height = rowHeight(document, list, cells);
    if (y + height > bottom) {
      document.addPage();
      y = startPage(document, list);
    }
    drawRow(document, list, cells, { y, height, font: "regular" });
    y += height;
  }
}

function startPage(document: PDFKit.PDFDocument, list: ListPdf): number {
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

function rowHeight(document: PDFKit.PDFDocument, { columns }: ListPdf, cells: string[]): number {
  document.font("regular").fontSize(FONT_SIZE);
  const heights = columns.map(({ width }, index) => {
    const text = cells[index] ?? "";
    const within = width - BESIDE_TEXT;
    return document.widthOfString(text) <= within ? 0 : document.heightOfString(text, { width: within });
  });
  return Math.max(ROW, Math.ceil(Math.max(...heights)) + ROW - FONT_SIZE);
}

function drawRow(
  document: PDFKit.PDFDocument,
  { columns }: ListPdf,
  cells: string[],
  { y, height, font }: { y: number; height: number; font: string },
): void {
  let x = MARGIN;
  document.font(font).fontSize(FONT_SIZE).fillColor(INK);
  for (const [index, { width }] of columns.entries()) {
    document.text(cells[index] ?? "", x + 3, y + 5, {
      width: width - BESIDE_TEXT,
      height: height - BESIDE_TEXT,
      ellipsis: true,
    });
    x += width;
  }
  document
    .moveTo(MARGIN, y + height)
    .lineTo(x, y + height)
    .lineWidth(0.5)
    .stroke(RULE);
}
