import PDFDocument from "pdfkit";
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
const ROW = 20;

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
  for await (const cells of list.rows) {
    if (y + ROW > bottom) {
      document.addPage();
      y = startPage(document, list);
    }
    drawRow(document, list, cells, y, "regular");
    y += ROW;
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
    y,
    "bold",
  );
  return y + ROW;
}

function drawRow(
  document: PDFKit.PDFDocument,
  { columns }: ListPdf,
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
