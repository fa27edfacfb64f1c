import { bytesOf, INK, paperDocument, RULE, SUBTLE } from "./paper-font.ts";

/** Sheets on which people sign, A4 landscape, one a page. All texts are given. */
export interface SheetsPdf {
  /** Such as "Sheet 12": one of each. */
  headings: string[];
  /** Above the title: the kind of drive, the certificate. */
  kind: string;
  title: string;
  summary: string;
  /** What somebody must know before they sign: what is kept, how long, that one signs once. */
  notes: string[];
  columns: { label: string /** share of the width */; share: number }[];
  lines: number;
  /** Whom the sheet was signed before: fields to be filled in by hand. */
  collector: string[];
  /** The text's fingerprint, and where to read it. */
  footer: string;
}

const MARGIN = 36;
const NUMBER_WIDTH = 34;
const HEAD_ROW = 22;

/** @returns the PDF, whole: some 30 kB and little more a sheet */
export function makeSheets(sheets: SheetsPdf): Promise<Buffer> {
  const document = paperDocument({
    size: "A4",
    layout: "landscape",
    margin: MARGIN,
    info: { Title: sheets.title },
    autoFirstPage: false,
  });
  const ended = bytesOf(document);
  for (const heading of sheets.headings) {
    document.addPage();
    // Everything is placed: nothing may flow on to another page.
    document.page.margins.bottom = 0;
    drawSheet(document, sheets, heading);
  }
  document.end();
  return ended;
}

function drawSheet(document: PDFKit.PDFDocument, sheets: SheetsPdf, heading: string): void {
  const { width, height } = document.page;
  const inner = width - 2 * MARGIN;
  const beside = 130;
  document.font("bold").fontSize(11).fillColor(INK);
  document.text(heading, width - MARGIN - beside, MARGIN, { width: beside, align: "right" });
  document.font("regular").fontSize(9.5).fillColor(SUBTLE);
  document.text(sheets.kind, MARGIN, MARGIN, { width: inner - beside, height: 13, ellipsis: true });
  document.font("bold").fontSize(16).fillColor(INK);
  document.text(sheets.title, MARGIN, MARGIN + 15, { width: inner, height: 22, ellipsis: true });
  document.font("regular").fontSize(10).fillColor(INK);
  document.text(sheets.summary, MARGIN, MARGIN + 40, {
    width: inner,
    height: 42,
    lineGap: 2,
    ellipsis: true,
  });
  document.fontSize(8.5).fillColor(SUBTLE);
  let y = MARGIN + 86;
  for (const note of sheets.notes) {
    document.text(`· ${note}`, MARGIN, y, { width: inner, height: 12, ellipsis: true });
    y += 12.5;
  }
  const top = y + 4;
  const bottom = height - MARGIN - 46;
  drawTable(document, sheets, top, bottom, inner);
  drawFoot(document, sheets, bottom + 12, inner);
}

function drawTable(
  document: PDFKit.PDFDocument,
  sheets: SheetsPdf,
  top: number,
  bottom: number,
  inner: number,
): void {
  const { columns, lines } = sheets;
  const row = (bottom - top - HEAD_ROW) / lines;
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  document.lineWidth(0.6).strokeColor(RULE);
  for (let line = 0; line <= lines; line += 1) {
    const y = top + HEAD_ROW + line * row;
    document
      .moveTo(MARGIN, y)
      .lineTo(MARGIN + inner, y)
      .stroke();
    if (line === lines) break;
    document.font("bold").fontSize(10).fillColor(INK);
    document.text(String(line + 1), MARGIN, y + row / 2 - 6, { width: NUMBER_WIDTH, align: "center" });
  }
  document.rect(MARGIN, top, inner, bottom - top).stroke();
  let x = MARGIN + NUMBER_WIDTH;
  for (const { label, share } of columns) {
    document.moveTo(x, top).lineTo(x, bottom).stroke();
    const width = ((inner - NUMBER_WIDTH) * share) / whole;
    document.font("bold").fontSize(9.5).fillColor(INK);
    document.text(label, x + 4, top + 6, { width: width - 8, height: 13, align: "center", ellipsis: true });
    x += width;
  }
}

function drawFoot(
  document: PDFKit.PDFDocument,
  { collector, footer }: SheetsPdf,
  y: number,
  inner: number,
): void {
  document.font("regular").fontSize(9.5).fillColor(INK);
  const part = inner / Math.max(1, collector.length);
  for (const [index, field] of collector.entries())
    document.text(`${field}: `, MARGIN + index * part, y, { width: part - 10, height: 13, lineBreak: false });
  document.fontSize(8).fillColor(SUBTLE);
  document.text(footer, MARGIN, y + 20, { width: inner, height: 11, ellipsis: true, lineBreak: false });
}
