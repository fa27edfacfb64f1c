import iconv from "iconv-lite";

export type Encoding = "utf-8" | "utf-16" | "cp949";

export interface DecodedText {
  text: string;
  encoding: Encoding;
}

/** What stands in a text for bytes that are no character of its encoding. */
export const REPLACEMENT = "\uFFFD";

/** So much of a file says whether it is UTF-16 without a mark. */
const SAMPLE_BYTES = 4_096;

/**
 * The text of a file that a spreadsheet or an editor wrote: UTF-16 (with its mark or without), UTF-8, or else CP949,
 * which Korean Windows still writes. Bytes that are no character become U+FFFD, which whoever reads the text refuses
 * where it stands: a name with one of them is not that name.
 *
 * Not `TextDecoder("euc-kr")`: Node's is the older KS X 1001 with 2,350 of the 11,172 syllables, and reads 똠 or 펲 as
 * something else in silence. What is not UTF-8 in a few places only is UTF-8 that was damaged, not another code page:
 * the reading with fewer bytes that are no character is taken.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const wide = wideEncodingOf(bytes);
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: "utf-16" };
  const utf8 = new TextDecoder("utf-8").decode(bytes);
  const faults = countFaults(utf8);
  if (faults === 0) return { text: utf8, encoding: "utf-8" };
  const cp949 = iconv.decode(bytes, "cp949");
  return countFaults(cp949) < faults ? { text: cp949, encoding: "cp949" } : { text: utf8, encoding: "utf-8" };
}

function wideEncodingOf(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // Neither UTF-8 nor CP949 has zeros; in UTF-16 each comma, digit and line break has one, on the side of its high byte.
  const zeros = [0, 0];
  for (const [at, byte] of bytes.subarray(0, SAMPLE_BYTES).entries())
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd < Math.min(bytes.length, SAMPLE_BYTES) / 50) return undefined;
  return odd > even ? "utf-16le" : "utf-16be";
}

const countFaults = (text: string) => text.split(REPLACEMENT).length - 1;
