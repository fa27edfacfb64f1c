import { isPublicHoliday } from "./public-holidays.ts";

/**
 * Dates of the city, Asia/Seoul. Korea has had no summer time since 1988, so a day is always 24 hours and the
 * offset is constant; a library of time zones would only restate that.
 */
const SEOUL_OFFSET_MS = 9 * 60 * 60 * 1000;
export const DAY_MS = 24 * 60 * 60 * 1000;

/** How long something takes, as rules and laws say it. */
export type Period = { days: number } | { months: number } | { years: number };

/** A day off of a space beside those of the country, both as YYYY-MM-DD. */
export interface DayOff {
  day: string;
  /** When it was entered: periods that had begun before keep their ends. */
  addedOn: string;
}

/** The calendar day in Seoul, as YYYY-MM-DD. */
export function seoulDay(at: Date): string {
  return new Date(at.getTime() + SEOUL_OFFSET_MS).toISOString().slice(0, 10);
}

/**
 * The last moment of a period after `from`, in Seoul.
 *
 * The day of `from` does not count (Civil Act of Korea, articles 157 and 159), so what begins on the 1st with 30 days
 * ends with the 31st. Months and years go by the calendar: they end with the day before the one that corresponds to
 * the first day counted, or with the month's last day when that month has no such day (article 160), so six months
 * from 30 August end with the last of February. One that ends on a Saturday, a Sunday or a public holiday ends with
 * the next day that is none (article 161), where that is asked for.
 *
 * @param daysOff what the space adds to the days off of the country; null or left out: the last day stays whatever day
 *   it is, for a space's own rules and what is counted backwards from the law's, such as how long data is kept
 */
export function endOfPeriod(from: Date, period: Period, daysOff: readonly DayOff[] | null = null): Date {
  const last = lastDayOf(from, period);
  return endOfDay(daysOff === null ? last : workingDayFrom(last, seoulDay(from), daysOff));
}

/**
 * That day, or the first after it that is no day off.
 *
 * @param begun the day on which the period began
 */
export function workingDayFrom(day: string, begun: string, daysOff: readonly DayOff[]): string {
  const isOff = (one: string) =>
    new Date(`${one}T00:00:00Z`).getUTCDay() % 6 === 0 ||
    isPublicHoliday(one) ||
    daysOff.some((added) => added.day === one && added.addedOn <= begun);
  let open = day;
  while (isOff(open)) open = dayOf(dayNumber(open) + 1);
  return open;
}

function lastDayOf(from: Date, period: Period): string {
  const first = dayNumber(seoulDay(from)) + 1;
  if ("days" in period) return dayOf(first + period.days - 1);
  const months = "months" in period ? period.months : period.years * 12;
  const [year = 0, month = 1, date = 1] = dayOf(first).split("-").map(Number);
  const lastOfMonth = Math.round(Date.UTC(year, month + months, 0) / DAY_MS);
  const corresponding = Math.round(Date.UTC(year, month - 1 + months, 1) / DAY_MS) + date - 1;
  return dayOf(corresponding > lastOfMonth ? lastOfMonth : corresponding - 1);
}

/** The days since 1970 of a calendar day, YYYY-MM-DD, for counting with days. */
export function dayNumber(day: string): number {
  const [year, month, date] = day.split("-").map(Number);
  return Math.round(Date.UTC(year ?? 0, (month ?? 1) - 1, date ?? 1) / DAY_MS);
}

/** The calendar day of a number of days since 1970. */
export const dayOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** The last moment of a calendar day in Seoul. @throws RangeError when there is no such day */
export function endOfDay(day: string): Date {
  const start = startOfSeoulDay(day);
  if (!start) throw new RangeError(`There is no day ${day}.`);
  return new Date(start.getTime() + DAY_MS - 1);
}

/** The first moment of a calendar day in Seoul, given as YYYY-MM-DD; undefined when there is no such day. */
export function startOfSeoulDay(day: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
  const moment = new Date(`${day}T00:00:00+09:00`);
  // JavaScript takes the 30th of February for the 2nd of March; read back, only a real day is itself.
  return !Number.isNaN(moment.getTime()) && seoulDay(moment) === day ? moment : undefined;
}
