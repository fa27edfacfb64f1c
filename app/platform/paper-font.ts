import { createRequire } from "node:module";
import PDFDocument from "pdfkit";

/** A file of the portal's font that PDFs carry a part of; Korean included. */
export const fontFile = (weight: "Regular" | "Bold") =>
  createRequire(import.meta.url).resolve(
    `pretendard-gov/dist/public/static/alternative/PretendardGOV-${weight}.ttf`,
  );

export const INK = "#1e2124";
export const SUBTLE = "#464c53";
export const RULE = "#8a949e";

/**
 * An empty document with the portal's fonts, as "regular" and "bold".
 *
 * No font is opened for it before: PDFKit would know that one by its file alone, and read it anew (10 ms) each time
 * that it is asked for by its name.
 */
export function paperDocument(options: Omit<PDFKit.PDFDocumentOptions, "font">): PDFKit.PDFDocument {
  const document = new PDFDocument({ lang: "ko", ...options, font: "" });
  return document
    .registerFont("bold", fontFile("Bold"))
    .registerFont("regular", fontFile("Regular"))
    .font("regular");
}

/** All that a document becomes, once it is ended. */
export function bytesOf(document: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  document.on("data", (chunk: Buffer) => chunks.push(chunk));
  return new Promise((done, failed) => {
    document.on("end", () => done(Buffer.concat(chunks)));
    document.on("error", failed);
  });
}
