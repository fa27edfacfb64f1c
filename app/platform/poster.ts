import QRCode from "qrcode";
import { bytesOf, INK, paperDocument, SUBTLE } from "./paper-font.ts";
import { linesOf } from "./paper-lines.ts";

/** A poster of one A4 page with a code that phones read. All texts are given. */
export interface Poster {
  /** Above the title. */
  kind: string;
  title: string;
  summary: string;
  /** Beside the code: what to do with it, in a few lines; the first is the largest. */
  call: string[];
  /** Term and value, such as the last day. */
  facts: [string, string][];
  /** What the code leads to, and what stands below it for typing. */
  url: string;
  footer: string;
}

const BLUE = "#0b50d0";
const LINE = "#cdd1d5";
const MARGIN = 56;
const QR_SIDE = 244;
const FACT_HEIGHT = 23;
/** In modules: what readers need around a code (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** @returns the PDF, whole: a poster is some 20 kB */
export function makePoster(poster: Poster): Promise<Buffer> {
  const document = paperDocument({
    size: "A4",
    margins: { top: MARGIN, right: MARGIN, bottom: 24, left: MARGIN },
    info: { Title: poster.title },
  });
  const ended = bytesOf(document);
  draw(document, poster);
  document.end();
  return ended;
}

function draw(document: PDFKit.PDFDocument, poster: Poster): void {
  const { width, height } = document.page;
  const inner = width - 2 * MARGIN;
  document.rect(0, 0, width, 14).fill(BLUE);
  document.font("bold").fontSize(17).fillColor(BLUE).text(poster.kind, MARGIN, 62);
  write(
    document,
    poster.title,
    { font: "bold", size: titleSize(document, poster.title, inner), color: INK, lines: 4 },
    MARGIN,
    94,
    inner,
  );
  write(
    document,
    poster.summary,
    { font: "regular", size: 16, color: SUBTLE, lines: 5 },
    MARGIN,
    document.y + 16,
    inner,
  );

  const top = Math.max(document.y + 34, 290);
  // Long words above leave less room for the code; it stays large enough to be read from a step away.
  const below = 70 + poster.facts.length * FACT_HEIGHT + 56;
  const side = Math.min(QR_SIDE, height - top - below);
  drawCode(document, poster.url, MARGIN, top, side);
  const left = MARGIN + side + 30;
  const beside = width - MARGIN - left;
  const [first = "", ...rest] = poster.call;
  write(document, first, { font: "bold", size: 25, color: INK, lines: 4 }, left, top + 6, beside);
  for (const line of rest)
    write(
      document,
      line,
      { font: "regular", size: 14, color: SUBTLE, lines: 5 },
      left,
      document.y + 12,
      beside,
    );
  document.font("regular").fontSize(12).fillColor(BLUE);
  document.text(poster.url, MARGIN, top + side + 12, { width: inner, link: poster.url });

  let y = document.y + 18;
  document
    .moveTo(MARGIN, y)
    .lineTo(width - MARGIN, y)
    .lineWidth(0.7)
    .stroke(LINE);
  y += 14;
  for (const [term, value] of poster.facts) {
    document.font("regular").fontSize(12).fillColor(SUBTLE).text(term, MARGIN, y, { width: 110, height: 16 });
    document.font("bold").fontSize(13).fillColor(INK);
    document.text(value, MARGIN + 118, y - 1, { width: inner - 118, height: 16, ellipsis: true });
    y += FACT_HEIGHT;
  }
  document.font("regular").fontSize(10).fillColor(SUBTLE);
  document.text(poster.footer, MARGIN, height - 46, { width: inner, height: 14, ellipsis: true });
}

interface Style {
  font: "bold" | "regular";
  size: number;
  color: string;
  /** No more than these; what does not fit ends with an ellipsis. */
  lines: number;
}

function write(
  document: PDFKit.PDFDocument,
  text: string,
  style: Style,
  x: number,
  y: number,
  width: number,
): void {
  document.font(style.font).fontSize(style.size).fillColor(style.color);
  const lines = linesOf(document, text, width);
  const shown = lines.slice(0, style.lines);
  if (lines.length > shown.length) shown.push(`${shown.pop() ?? ""}…`);
  document.y = y;
  for (const line of shown) {
    // Each line as it was measured; only a word that is longer than a line is left to pdfkit.
    const fits = document.widthOfString(line) <= width;
    document.text(line, x, document.y, fits ? { lineBreak: false } : { width });
    if (fits) document.y += document.currentLineHeight(true);
    document.y += style.size * 0.22;
  }
}

/** The largest size in which the title has three lines at most. */
function titleSize(document: PDFKit.PDFDocument, title: string, width: number): number {
  const sizes = [40, 34, 29, 25];
  document.font("bold");
  return sizes.find((size) => linesOf(document.fontSize(size), title, width).length <= 3) ?? 22;
}

/** The code as shapes: it stays sharp on any paper. */
function drawCode(document: PDFKit.PDFDocument, url: string, x: number, y: number, side: number): void {
  const { modules } = QRCode.create(url, { errorCorrectionLevel: "M" });
  const unit = side / (modules.size + 2 * QUIET_ZONE);
  document.roundedRect(x, y, side, side, 8).lineWidth(1).stroke(LINE);
  const place = (index: number) => (index + QUIET_ZONE) * unit;
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      // A hair wider, so that no line shows between two of them.
      if (modules.get(row, column))
        document.rect(x + place(column), y + place(row), unit + 0.05, unit + 0.05);
  document.fill("#000000");
}
