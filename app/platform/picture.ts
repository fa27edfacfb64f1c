import sharp from "sharp";

/** Larger uploads are refused before they are read whole. */
export const LARGEST_UPLOAD_BYTES = 10 * 1024 * 1024;
const LONGEST_SIDE = 1600;
const MOST_PIXELS = 50_000_000;
const FORMATS = new Set(["jpeg", "png", "webp", "gif", "heif", "tiff"]);

interface ReencodedPicture {
  bytes: Buffer;
  mediaType: "image/webp";
  width: number;
  height: number;
}

/**
 * Reads a picture by its content (never by its name or declared type) and writes it anew as WebP, turned upright
 * and without any metadata: no place, no camera, nothing hidden behind the picture.
 *
 * @returns undefined when it is no picture, or one too large to open safely
 */
export async function reencodePicture(upload: Uint8Array): Promise<ReencodedPicture | undefined> {
  try {
    const picture = sharp(upload, { limitInputPixels: MOST_PIXELS, failOn: "error", pages: 1 });
    const { format } = await picture.metadata();
    if (format === undefined || !FORMATS.has(format)) return undefined;
    const { data, info } = await picture
      .rotate()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: "inside", withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, mediaType: "image/webp", width: info.width, height: info.height };
  } catch {
    return undefined; // sharp's errors all mean: this cannot be read as a picture
  }
}
