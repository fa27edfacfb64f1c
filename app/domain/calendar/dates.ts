/**
 * Dates of the city, Asia/Seoul. Korea has had no summer time since 1988, so a day is always 24 hours and the
 * offset is constant; a library of time zones would only restate that.
 */
const SEOUL_OFFSET_MS = 9 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The calendar day in Seoul, as YYYY-MM-DD. */
export function seoulDay(at: Date): string {
  return new Date(at.getTime() + SEOUL_OFFSET_MS).toISOString().slice(0, 10);
}

/**
 * The last moment of the day that is `days` after `from`: a period of days does not count its first day
 * (Civil Act of Korea, articles 157 and 159), so what begins on the 1st with 30 days ends with the 31st.
 */
export function endOfPeriod(from: Date, days: number): Date {
  const startOfDay = Math.floor((from.getTime() + SEOUL_OFFSET_MS) / DAY_MS) * DAY_MS - SEOUL_OFFSET_MS;
  return new Date(startOfDay + (days + 1) * DAY_MS - 1);
}

/** The first moment of a calendar day in Seoul, given as YYYY-MM-DD; undefined when there is no such day. */
export function startOfSeoulDay(day: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
  const moment = new Date(`${day}T00:00:00+09:00`);
  // JavaScript takes the 30th of February for the 2nd of March; read back, only a real day is itself.
  return !Number.isNaN(moment.getTime()) && seoulDay(moment) === day ? moment : undefined;
}
