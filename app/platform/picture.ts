import sharp from "sharp";

/** Larger uploads are refused before they are read whole. */
export const LARGEST_UPLOAD_BYTES = 10 * 1024 * 1024;
/** In millions. A decoded picture takes up to eight bytes a pixel, and half a second of a core. */
export const MOST_MEGAPIXELS = 24;
/** A JPEG that is sent line by line is decoded at an eighth of its size: what any phone makes costs little. */
const MOST_MEGAPIXELS_SHRUNK = 250;
const MILLION = 1_000_000;
const LONGEST_SIDE = 1600;
/** A long strip, such as a captured chat, stays readable: it may be longer instead. */
const NARROWEST_SIDE = 540;
/** Of WebP. */
const LONGEST_POSSIBLE = 16_383;
const WITHIN_SECONDS = 10;
const FORMATS = new Set(["jpeg", "png", "webp", "gif", "heif", "tiff"]);

interface ReencodedPicture {
  bytes: Buffer;
  mediaType: "image/webp";
  width: number;
  height: number;
}

/** Why a file is not taken. "heic-picture" is what iPhones keep; no free decoder of it comes with us. */
export type PictureFault = "not-a-picture" | "heic-picture" | "too-many-pixels";

/**
 * Reads a picture by its content (never by its name or declared type) and writes it anew as WebP, turned upright
 * and without any metadata: no place, no camera, nothing hidden behind the picture.
 *
 * @param longest how long its longer side becomes at most, in pixels, but for a long strip
 *
 * Dear: takes a thread for up to `WITHIN_SECONDS`, so it is done in turn (dear-acts.ts).
 */
export async function reencodePicture(
  upload: Uint8Array,
  longest = LONGEST_SIDE,
): Promise<ReencodedPicture | PictureFault> {
  if (isHeic(upload)) return "heic-picture";
  try {
    // The size is looked at here: sharp's own limit cannot be told from what it cannot read.
    const picture = sharp(upload, { limitInputPixels: false, failOn: "error", pages: 1 });
    const { format, width, height, orientation = 1, isProgressive } = await picture.metadata();
    if (format === undefined || !FORMATS.has(format)) return "not-a-picture";
    // One that is sent in passes needs all of itself in memory before it can be shrunk.
    const most = format === "jpeg" && !isProgressive ? MOST_MEGAPIXELS_SHRUNK : MOST_MEGAPIXELS;
    if (width * height > most * MILLION) return "too-many-pixels";
    const upright = orientation < 5 ? { width, height } : { width: height, height: width };
    const { data, info } = await picture
      .rotate()
      .resize({ ...sizeShown(upright, longest), fit: "fill" })
      .webp({ quality: 80 })
      .timeout({ seconds: WITHIN_SECONDS })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, mediaType: "image/webp", width: info.width, height: info.height };
  } catch (error) {
    // All other errors of sharp mean: this cannot be read as a picture.
    return String(error).includes("timeout") ? "too-many-pixels" : "not-a-picture";
  }
}

/** A drawing of our own as a picture; an SVG from elsewhere is none. */
export const drawSvg = (drawing: Uint8Array): Promise<Buffer> => sharp(drawing).png().toBuffer();

function sizeShown({ width, height }: { width: number; height: number }, longest: number) {
  const [narrow, long] = [Math.min(width, height), Math.max(width, height)];
  const wanted = Math.min(1, Math.max(longest / long, NARROWEST_SIDE / narrow));
  const scale = Math.min(wanted, LONGEST_POSSIBLE / long);
  const side = (pixels: number) => Math.max(1, Math.round(pixels * scale));
  return { width: side(width), height: side(height) };
}

/** By the brands of its first box (ISO/IEC 23008-12): AVIF, in the same container, can be read. */
function isHeic(upload: Uint8Array): boolean {
  const text = (from: number, to: number) => Buffer.from(upload.subarray(from, to)).toString("latin1");
  return text(4, 8) === "ftyp" && /^(hei[cxms]|hev[cxms])$/.test(text(8, 12));
}
