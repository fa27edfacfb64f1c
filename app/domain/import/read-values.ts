import { seoulDay } from "#app/domain/calendar/dates.ts";

/** The dialects of other services' files: how they write a day and a number. */

/**
 * The day that a text names, as YYYY-MM-DD: 2019.07.01, 2019-7-1, 2019. 7. 1., 2019/07/01, 20190701, 2019년 7월 1일,
 * with a time or without. A moment with its offset is the day that it was in Seoul.
 *
 * @returns the text itself when it names none that we know: whoever reads it says so
 */
export function dayIn(text: string): string {
  const written = text.trim();
  if (/^\d{4}-\d\d-\d\d[T ].*(Z|[+-]\d\d:?\d\d)$/.test(written)) {
    const moment = new Date(written);
    if (!Number.isNaN(moment.getTime())) return seoulDay(moment);
  }
  const [, year, month, day] =
    /^(\d{4})(\d\d)(\d\d)$/.exec(written) ??
    /^(\d{4})\s?[-./년]\s?(\d{1,2})\s?[-./월]\s?(\d{1,2})(?:[.일]|(?=[T\s]|$))(?:\s*[T\s]\s*\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)?$/.exec(
      written,
    ) ??
    [];
  if (year === undefined || month === undefined || day === undefined) return written;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** 1,234 · 1234명 · 1,234건: digits in groups of three or in none, with a counter behind them or without. */
export function countIn(text: string): number | undefined {
  const digits = /^(\d+|\d{1,3}(?:,\d{3})+)\s?[명건]?$/.exec(text.trim())?.[1];
  return digits === undefined ? undefined : Number(digits.replaceAll(",", ""));
}
