import { DAY_MS, seoulDay, startOfSeoulDay } from "#app/domain/calendar/dates.ts";
import type { FieldFault } from "#app/domain/errors.ts";
import type { Decision } from "#db/tables/duty.ts";

/**
 * An office that studies something further has not answered: it says when it will, and owes it all the while. So it can
 * say so twice, and each time no further ahead than a quarter of a year.
 */
export const INTERIM = { most: 2, days: 90 };

/** Where a program names no day. */
const DEFAULT_DAYS = 30;

const inDays = (days: number, now: Date): string => seoulDay(new Date(now.getTime() + days * DAY_MS));

/** The first and the last day that can be named, in Seoul. */
export const daysToName = (now: Date) => ({ first: inDays(1, now), last: inDays(INTERIM.days, now) });

/** Only this decision decides nothing. */
export const isInterim = (decision: Decision): boolean => decision === "under-study";

/**
 * The day on which the next reply is promised; null: this one is final, whatever day stands beside it.
 *
 * @param given how many such replies the duty has
 */
export function nextDayOf(
  { decision, nextDate }: { decision: Decision; nextDate?: string | undefined },
  given: number,
  now: Date,
): { day: string | null } | { fault: FieldFault } {
  if (!isInterim(decision)) return { day: null };
  if (given >= INTERIM.most)
    return { fault: { field: "decision", code: "above-most", values: { max: INTERIM.most } } };
  if (nextDate === undefined) return { day: inDays(DEFAULT_DAYS, now) };
  const { first, last } = daysToName(now);
  const isDay = startOfSeoulDay(nextDate) !== undefined;
  return isDay && nextDate >= first && nextDate <= last
    ? { day: nextDate }
    : { fault: { field: "nextDate", code: "out-of-range" } };
}
