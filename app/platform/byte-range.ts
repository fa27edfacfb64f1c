import type { ByteRange } from "./pieces.ts";

/**
 * The part of a file that a Range header asks for (RFC 9110, 14.1.2). Several ranges, another unit and what is no range
 * are passed over, as the standard allows: the whole file is right too.
 *
 * @param size of the file, at least 1
 * @returns undefined: the whole file; "unsatisfiable": it begins behind the end
 */
export function byteRange(header: string | null, size: number): ByteRange | "unsatisfiable" | undefined {
  const asked = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "");
  if (!asked) return undefined;
  const [, from = "", to = ""] = asked;
  const end = size - 1;
  if (from === "") {
    if (to === "") return undefined;
    const length = Number(to);
    return length === 0 ? "unsatisfiable" : { first: Math.max(0, size - length), last: end };
  }
  const first = Number(from);
  const last = to === "" ? end : Math.min(Number(to), end);
  if (first > end) return "unsatisfiable";
  return first > last ? undefined : { first, last };
}
