import { DAY_MS, seoulDay, startOfSeoulDay } from "#app/domain/calendar/dates.ts";
import type { Pause } from "#app/domain/kinds/drive/calendar.ts";
import { isPaused } from "#app/domain/kinds/drive/calendar.ts";
import { chance } from "#app/platform/chance.ts";

const HOUR_MS = 60 * 60 * 1000;
/** Hardly anybody signs at night. */
const MORNING_MS = 7 * HOUR_MS;
const WAKING_MS = 16.5 * HOUR_MS;

/** The first moment of the day in Seoul. */
export function startOfDay(at: Date): Date {
  const start = startOfSeoulDay(seoulDay(at));
  if (!start) throw new RangeError("There is no such day.");
  return start;
}

/**
 * When so many signed, rising: many in the first days and shortly before the end, fewer in between, no day like the
 * other; never while collecting pauses, and mostly while people are awake.
 *
 * @param from the certificate, or where a further span begins; signing begins with the next day
 * @param until the last moment
 */
export function signingTimes(
  count: number,
  { from, until }: { from: Date; until: Date },
  pauses: Pause[],
  seed: number,
): Date[] {
  const first = startOfDay(from).getTime() + DAY_MS;
  const spans: { start: number; end: number }[] = [];
  for (let day = first; day < until.getTime(); day += DAY_MS) {
    const start = day + MORNING_MS;
    const end = Math.min(start + WAKING_MS, until.getTime());
    if (end > start && !isPaused(new Date(day), pauses)) spans.push({ start, end });
  }
  // The whole span lies around an election: nobody could sign yet.
  if (spans.length === 0) return [];
  const weights = spans.map(({ start, end }, index) => {
    const fromEnd = spans.length - 1 - index;
    const eager = 0.3 + 1.8 * Math.exp(-index / 7) + 0.9 * Math.exp(-fromEnd / 9);
    return eager * (0.55 + 0.9 * chance(seed, index)) * ((end - start) / WAKING_MS);
  });
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const times: Date[] = [];
  let before = 0;
  spans.forEach(({ start, end }, index) => {
    before += weights[index] ?? 0;
    const upTo = index === spans.length - 1 ? count : Math.round((count * before) / whole);
    const today = upTo - times.length;
    for (let place = 0; place < today; place += 1) {
      const part = (place + chance(seed + index, place)) / today;
      times.push(new Date(Math.floor(start + (end - start) * part)));
    }
  });
  return times;
}
