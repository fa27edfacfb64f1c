import { seoulDay } from "#app/domain/calendar/dates.ts";
import { line } from "#app/domain/input.ts";
import { REPLACEMENT } from "#app/platform/decode-text.ts";
import { isWholeName } from "#app/platform/person-name.ts";
import { readBirthDate } from "./birth-date.ts";
import { dayOfAge } from "./eligibility.ts";
import type { PaperReason } from "./paper-match.ts";
import type { SignerEntry } from "./personal.ts";

/** As many as fit on a printed sheet; sheets of others may have more. */
export const LINES_PRINTED = 12;
export const MOST_LINES = 100;
export const MOST_SHEETS = 100_000;
/**
 * So many lines of one clerk are matched together, or none: of a line alone its outcome would be about its person
 * alone. Fewer wait for more, or until the drive's window ends or its list is handed in.
 */
export const FEWEST_LINES = 10;

/** A line as it was typed, from a form or a file; nothing in it need be there. */
export interface TypedLine {
  line: number;
  name: string;
  birthDate: string;
  address: string;
  district: string;
  /** What else stands beside it. */
  note?: string;
  /** The one who enters it could not make it out. */
  unreadable: boolean;
  /** There is no signature on it. */
  unsigned: boolean;
}

/** The cells of a line that can be there and yet say nothing. */
export type PaperCell = "name" | "birthDate" | "address";

export interface ReadLine {
  line: number;
  entry: SignerEntry;
  /** What cannot be read; what was typed is in `entry.typed`. */
  unread: PaperCell[];
  /** What is wrong with it by itself. */
  reasons: PaperReason[];
}

const nameText = line({ min: 0, max: 100 });
const addressText = line({ min: 0, max: 300 });
/** So much of a cell is kept as it was typed. */
export const MOST_KEPT = 2_000;

/**
 * Reads a typed line. What is missing or cannot be read is a reason, never an error: a line on paper is there,
 * whatever it says, and is dropped by nobody in silence. A cell that cannot be read takes no other with it, and what
 * was typed in it stays beside the entry.
 *
 * @param districts codes and names in all languages, by what may be typed
 */
export function readLine(
  typed: TypedLine,
  districts: ReadonlyMap<string, string>,
  minAge: number,
  at: Date,
): ReadLine {
  const today = seoulDay(at);
  const name = readText(nameText, typed.name);
  const address = readText(addressText, typed.address);
  const birthDate = readBirthDate(typed.birthDate, today);
  const district = districts.get(districtKey(typed.district)) ?? null;
  const unread: PaperCell[] = [];
  if (name === null || (name !== "" && !isWholeName(name))) unread.push("name");
  if (birthDate === null && typed.birthDate.trim() !== "") unread.push("birthDate");
  if (address === null) unread.push("address");
  const reasons: PaperReason[] = [];
  if (typed.unreadable || unread.length > 0) reasons.push("unreadable");
  else if (!name || birthDate === null || !address) reasons.push("incomplete");
  if (typed.unsigned) reasons.push("unsigned");
  const of = birthDate === null ? undefined : dayOfAge(birthDate, minAge);
  if (of !== undefined && today < of) reasons.push("too-young");
  const read = { name: name ?? "", birthDate, address: address || null, district };
  return { line: typed.line, entry: { ...read, ...keptOf(typed, read) }, unread, reasons };
}

/** Null: it cannot be read. */
function readText(schema: typeof nameText, typed: string): string | null {
  if (typed.includes(REPLACEMENT)) return null;
  const read = schema.safeParse(unquoted(typed));
  return read.success ? read.data : null;
}

/** What was typed, where what was read of it is not the same. */
function keptOf(typed: TypedLine, read: Omit<SignerEntry, "typed">): Pick<SignerEntry, "typed"> {
  const digits = (text: string) => text.replace(/\D/g, "");
  const isBirthDateRead = read.birthDate !== null && digits(typed.birthDate) === digits(read.birthDate);
  const kept: Record<string, string> = {
    name: unquoted(typed.name).trim() === read.name ? "" : typed.name,
    birthDate: isBirthDateRead ? "" : withoutNumber(typed.birthDate),
    address: unquoted(typed.address).trim() === (read.address ?? "") ? "" : typed.address,
    district: read.district === null ? typed.district : "",
    note: typed.note ?? "",
  };
  const entries = Object.entries(kept).filter(([, text]) => text.trim() !== "");
  if (entries.length === 0) return {};
  const cut = (text: string) => [...text.toWellFormed()].slice(0, MOST_KEPT).join("");
  return { typed: Object.fromEntries(entries.map(([cell, text]) => [cell, cut(text)])) };
}

/**
 * The number of a resident must not be kept (Personal Information Protection Act, article 24-2): the half that names them
 * goes. What is left is a birth date still, see `readBirthDate`.
 */
export function withoutNumber(typed: string): string {
  const plain = typed.normalize("NFKC").replace(/[\p{Pd}\u2212]/gu, "-");
  const kept = plain.replace(/(\d{6})\s*-?\s*(\d)\d{6}/, "$1-$2******");
  return kept === plain ? typed : kept;
}

/** Districts by everything that a clerk may type for them. */
export function districtsByName(
  districts: readonly { code: string; name: Record<string, string> }[],
): ReadonlyMap<string, string> {
  return new Map(
    districts.flatMap(({ code, name }) =>
      [code, ...Object.values(name)].map((one): [string, string] => [districtKey(one), code]),
    ),
  );
}

/** By which `districtsByName` knows a district. */
export const districtKey = (typed: string) =>
  typed
    .normalize("NFKC")
    .replace(/[\s\p{Default_Ignorable_Code_Point}]+/gu, "")
    .toLowerCase();

/** Takes off the apostrophe that our own files put before what a spreadsheet would compute. */
const unquoted = (text: string) => (/^'[=+\-@\t\r\n|%＝＋－＠]/.test(text) ? text.slice(1) : text);
