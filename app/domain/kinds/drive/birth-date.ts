import { DAY_MS, startOfSeoulDay } from "#app/domain/calendar/dates.ts";

const EARLIEST_YEAR = 1880;
/** Nobody who signs is older; without it a year of two digits would be of two centuries for ever. */
const OLDEST_YEARS = 120;

/** Day 0 of a spreadsheet's calendar. */
const SPREADSHEET_ZERO = Date.UTC(1899, 11, 30);

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH = `(${MONTHS.join("|")})[a-z]*\\.?`;

type Parts = readonly [year: string, month: string, date: string];

/**
 * A birth date, however it was typed or a spreadsheet turned it: 1961-02-03, 1961. 2. 3., 61.2.3, 19610203, 610203,
 * 610203-1, 1961년 2월 3일생, 1961-02-03 0:00, 3-Feb-1961, 22315 (a spreadsheet's number of the day); full width, with
 * any dash. A writing that could be two days is none: 03/02/1961, or a year of two digits that fits two centuries.
 *
 * @param today YYYY-MM-DD in Seoul, which years of two digits are read by
 * @returns YYYY-MM-DD; null: it names no day, or more than one
 */
export function readBirthDate(typed: string, today: string): string | null {
  const plain = plainOf(typed);
  const days = new Set(readingsOf(plain, today).flatMap((parts) => daysOf(parts, today)));
  const [day, ...others] = days;
  return day !== undefined && others.length === 0 ? day : null;
}

/** In ASCII as far as that goes, and without what stands beside a day: its time, the day of the week, "born". */
function plainOf(typed: string): string {
  return typed
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\p{Default_Ignorable_Code_Point}+/gu, "")
    .replace(/[\p{Pd}\u2212]/gu, "-")
    .replace(/[·。]/g, ".")
    .trim()
    .replace(/\s*(생|출생|生|生まれ)\.?$/u, "")
    .replace(/(?:\s+|t)(?:오전|오후|午前|午後|am|pm)?\s*\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:am|pm|z)?$/, "")
    .replace(/\s*(?:\([일월화수목금토日月火水木金土]\)|[일월화수목금토]요일|[日月火水木金土]曜日)$/u, "")
    .trim();
}

const WHOLE = /^(\d{4})(\d\d)(\d\d)(?:\.0+)?$|^(\d\d)(\d\d)(\d\d)$/;
const WRITTEN = /^(\d{4}|\d\d)\s*[년年]\s*(\d{1,2})\s*[월月]\s*(\d{1,2})\s*[일日]?$/;
const SERIAL = /^([1-9]\d{4})(?:\.\d+)?$/;
const RESIDENT = /^(\d\d)(\d\d)(\d\d)(?:\s*-\s*(\d)[\d*●○x]*|(\d)\d{6})$/;
const DAY_FIRST = new RegExp(`^(\\d{1,2})[-\\s]*${MONTH}[-\\s,]*(\\d{4}|\\d\\d)$`);
const MONTH_FIRST = new RegExp(`^${MONTH}[-\\s]*(\\d{1,2})[-\\s,]+(\\d{4}|\\d\\d)$`);
const SEPARATED = /^(\d+)\s*([-./\s])\s*(\d+)\s*[-./\s]\s*(\d+)[-./\s]*$/;

/** Every way to take it for a year, a month and a date. */
function readingsOf(plain: string, today: string): Parts[] {
  const is = (pattern: RegExp) =>
    pattern
      .exec(plain)
      ?.slice(1)
      .filter((part) => part !== undefined);
  const parts = is(WHOLE) ?? is(WRITTEN);
  if (parts) return [partsOf(parts)];
  const [serial] = is(SERIAL) ?? [];
  if (serial !== undefined) return spreadsheetDay(Number(serial), today);
  // The number of a resident: the digit behind the date says the century.
  const [year = "", month = "", date = "", century] = is(RESIDENT) ?? [];
  if (century !== undefined) return [[`${centuryOf(century)}${year}`, month, date]];
  const [dayOf = "", name, yearOf = ""] = is(DAY_FIRST) ?? [];
  if (name !== undefined) return [[yearOf, monthOf(name), dayOf]];
  const [first, then = "", last = ""] = is(MONTH_FIRST) ?? [];
  if (first !== undefined) return [[last, monthOf(first), then]];
  return separated(is(SEPARATED));
}

/** Three numbers: from the year on, as in Korea; with the year behind, whichever of the others is the month. */
function separated(found: string[] | undefined): Parts[] {
  if (!found) return [];
  const [a = "", separator, b = "", c = ""] = found;
  const fromYear: Parts = [a, b, c];
  if (a.length === 4) return [fromYear];
  const yearBehind: Parts[] = [
    [c, a, b],
    [c, b, a],
  ];
  if (c.length === 4) return yearBehind;
  // Spreadsheets of other countries write 2/3/61 so.
  return separator === "/" ? [fromYear, ...yearBehind] : [fromYear];
}

const partsOf = ([year = "", month = "", date = ""]: readonly string[]): Parts => [year, month, date];
const monthOf = (name: string) => String(MONTHS.indexOf(name) + 1);

/** 1, 2, 5, 6: born in the 1900s; 3, 4, 7, 8: in the 2000s; 9, 0: in the 1800s. */
const centuryOf = (digit: string) => ("1256".includes(digit) ? "19" : "3478".includes(digit) ? "20" : "18");

function spreadsheetDay(serial: number, today: string): Parts[] {
  const day = new Date(SPREADSHEET_ZERO + serial * DAY_MS).toISOString().slice(0, 10);
  return day <= today ? [partsOf(day.split("-"))] : [];
}

/** The days of the calendar that these numbers may be, in one century or another. */
function daysOf([year, month, date]: Parts, today: string): string[] {
  if (month.length > 2 || date.length > 2) return [];
  const dayIn = (full: string) => `${full}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const exists = (day: string) => startOfSeoulDay(day) !== undefined;
  if (year.length === 4) return Number(year) >= EARLIEST_YEAR ? [dayIn(year)].filter(exists) : [];
  if (year.length !== 2) return [];
  const oldest = `${Number(today.slice(0, 4)) - OLDEST_YEARS}${today.slice(4)}`;
  return ["19", "20"]
    .map((century) => dayIn(`${century}${year}`))
    .filter((day) => day >= oldest && day <= today && exists(day));
}
