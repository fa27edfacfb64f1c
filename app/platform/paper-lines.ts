/**
 * A text in lines of a width, in the document's font and size: Korean is broken between words, which pdfkit by itself would
 * break between any two letters. A word that is longer than a line is one.
 */
export function linesOf(document: PDFKit.PDFDocument, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && document.widthOfString(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
