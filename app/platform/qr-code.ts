import QRCode from "qrcode";

/** In modules: what readers need around a code (ISO/IEC 18004). */
const QUIET_ZONE = 4;

export interface QrDrawing {
  /** Width and height in modules, with the quiet zone. */
  size: number;
  /** An SVG path of the dark modules. */
  path: string;
}

/** A code that phones read, as a path of squares: sharp at any size. */
export function drawQrCode(text: string): QrDrawing {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const rows: string[] = [];
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1) {
      if (!modules.get(row, column)) continue;
      let end = column + 1;
      while (end < modules.size && modules.get(row, end)) end += 1;
      // A run of them at once: a third of the length of one square each.
      rows.push(`M${column + QUIET_ZONE} ${row + QUIET_ZONE}h${end - column}v1h-${end - column}z`);
      column = end;
    }
  return { size: modules.size + 2 * QUIET_ZONE, path: rows.join("") };
}
