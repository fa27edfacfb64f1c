import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { z } from "zod";

/**
 * What stands in `data.text` of a line about a text: 64 digits of lower-case hex. Only the functions here make
 * one, so a line about a text cannot be written without the hash of some text.
 */
const textHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<"text-hash">();
export type TextHash = z.output<typeof textHash>;

const sha256 = (text: string | Buffer): TextHash =>
  textHash.parse(createHash("sha256").update(text).digest("hex"));

/** SHA-256 of a text's UTF-8 bytes, as it was stored and as the API gives it. */
export const hashText = (text: string): TextHash => sha256(text);

/**
 * SHA-256 of a text as it is sealed, of what is shown to few: of the text itself anybody could try guesses against it.
 */
export const hashSealed = (sealed: Buffer): TextHash => sha256(sealed);

/** A picture as a line has it: SHA-256 of its file as it is served, lower-case hex, and what is said of it there. */
export interface PictureOnRecord {
  picture: string;
  file: string;
  /** Left out where the text's own hash covers it. */
  alt?: string;
  /** Left out where none stands under it, as in every line of before there were any. */
  caption?: string;
}

/** SHA-256 of pictures in the order in which they are shown, as {@link hashTexts} makes it; null: there are none. */
export const hashPictures = (pictures: readonly PictureOnRecord[]): TextHash | null =>
  pictures.length === 0 ? null : hashTexts(pictures);

/** SHA-256 of several texts that belong together, or of what has a form: of its canonical JSON (JCS, RFC 8785). */
export function hashTexts(texts: object): TextHash {
  const text = canonicalize(texts);
  if (text === undefined) throw new TypeError("What is hashed must be JSON.");
  return sha256(text);
}
