import { dayNumber, seoulDay } from "#app/domain/calendar/dates.ts";

/** Days before the last one on which an office is reminded, after half of its time. */
const BEFORE = [7, 3, 1] as const;
const WEEK = 7;

/** When in a duty's time an office is reminded of it: what is kept, and what the letter says. */
export type ReminderMark =
  | { code: "half" }
  | { code: `before-${(typeof BEFORE)[number]}`; daysLeft: number }
  /** The first day after its last one, and each week from there. */
  | { code: `overdue-${number}`; daysLate: number };

/**
 * Of what an office is to be reminded by now: the last mark that has come. One that came while the portal stood still is
 * passed over, and one of the very day on which the duty began is none. No I/O, no clock.
 *
 * @returns null: of nothing yet
 */
export function reminderMarkOf(duty: { opened_at: Date; due_at: Date }, now: Date): ReminderMark | null {
  const dayOf = (at: Date) => dayNumber(seoulDay(at));
  const [opened, due, today] = [dayOf(duty.opened_at), dayOf(duty.due_at), dayOf(now)];
  if (today > due) {
    const weeks = Math.floor((today - due - 1) / WEEK);
    return { code: `overdue-${weeks}`, daysLate: today - due };
  }
  const before = BEFORE.findLast((days) => today >= due - days && due - days > opened);
  if (before !== undefined) return { code: `before-${before}`, daysLeft: due - today };
  const half = opened + Math.ceil((due - opened) / 2);
  return today >= half && half > opened ? { code: "half" } : null;
}
