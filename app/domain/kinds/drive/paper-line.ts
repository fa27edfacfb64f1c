import { z } from "zod";
import { seoulDay, startOfSeoulDay } from "#app/domain/calendar/dates.ts";
import { line } from "#app/domain/input.ts";
import { dayOfAge } from "./eligibility.ts";
import type { PaperReason } from "./paper-match.ts";
import type { SignerEntry } from "./personal.ts";

/** As many as fit on a printed sheet; sheets of others may have more. */
export const LINES_PRINTED = 12;
export const MOST_LINES = 100;
export const MOST_SHEETS = 100_000;

/** A line as it was typed, from a form or a file; nothing in it need be there. */
export interface TypedLine {
  line: number;
  name: string;
  birthDate: string;
  address: string;
  district: string;
  /** The one who enters it could not make it out. */
  unreadable: boolean;
  /** There is no signature on it. */
  unsigned: boolean;
}

export interface ReadLine {
  line: number;
  entry: SignerEntry;
  /** What is wrong with it by itself. */
  reasons: PaperReason[];
}

const texts = z.object({
  name: line({ min: 0, max: 100 }),
  address: line({ min: 0, max: 300 }),
});

/**
 * Reads a typed line. What is missing or cannot be read is a reason, never an error: a line on paper is there,
 * whatever it says, and is dropped by nobody in silence.
 *
 * @param districts codes and names in all languages, by what may be typed
 */
export function readLine(
  typed: TypedLine,
  districts: ReadonlyMap<string, string>,
  minAge: number,
  at: Date,
): ReadLine {
  const read = texts.safeParse({ name: unquoted(typed.name), address: unquoted(typed.address) });
  const { name, address } = read.success ? read.data : { name: "", address: "" };
  const birthDate = readBirthDate(typed.birthDate);
  const district = districts.get(key(typed.district)) ?? null;
  const reasons: PaperReason[] = [];
  const garbled = !read.success || (birthDate === null && typed.birthDate.trim() !== "");
  if (typed.unreadable || garbled) reasons.push("unreadable");
  else if (!name || birthDate === null || !address) reasons.push("incomplete");
  if (typed.unsigned) reasons.push("unsigned");
  const of = birthDate === null ? undefined : dayOfAge(birthDate, minAge);
  if (of !== undefined && seoulDay(at) < of) reasons.push("too-young");
  return { line: typed.line, entry: { name, birthDate, address: address || null, district }, reasons };
}

/** Districts by everything that a clerk may type for them. */
export function districtsByName(
  districts: readonly { code: string; name: Record<string, string> }[],
): ReadonlyMap<string, string> {
  return new Map(
    districts.flatMap(({ code, name }) =>
      [code, ...Object.values(name)].map((one): [string, string] => [key(one), code]),
    ),
  );
}

const key = (typed: string) => typed.normalize("NFKC").replace(/\s+/g, "").toLowerCase();

/** Takes off the apostrophe that our own files put before what a spreadsheet would compute. */
const unquoted = (text: string) => (/^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text);

/** 1980-01-02, 1980.1.2, 19800102, 1980년 1월 2일; a year of two digits could be of two centuries and is none. */
export function readBirthDate(typed: string): string | null {
  const plain = typed.normalize("NFKC").replace(/\s+/g, "");
  const found =
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ??
    /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})\.?$/.exec(plain) ??
    /^(\d{4})[년年](\d{1,2})[월月](\d{1,2})[일日]$/.exec(plain);
  if (!found) return null;
  const [, year = "", month = "", date = ""] = found;
  const day = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  return Number(year) >= 1880 && startOfSeoulDay(day) ? day : null;
}
