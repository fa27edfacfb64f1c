import {
  dayNumber,
  dayOf,
  endOfDay,
  endOfPeriod,
  type Period,
  seoulDay,
} from "#app/domain/calendar/dates.ts";
import { CALENDAR_STEPS, type CalendarStep, type StatuteDefinition } from "#db/tables/statute-definition.ts";

/** A day on the calendar, YYYY-MM-DD; both days of a pause are in it. */
export interface Pause {
  from: string;
  until: string;
}

/** What has happened to a drive so far, as far as dates follow from it; each null until it did. */
export interface DriveDates {
  certifiedAt: Date;
  /** As it stands now: pauses and milestones move it. */
  collectUntil: Date;
  handedInAt: Date | null;
  listPublishedAt: Date | null;
  inspectUntil: Date | null;
  shortfallUntil: Date | null;
  decidableAt: Date | null;
  acceptedAt: Date | null;
  introducedAt: Date | null;
  extendedAt: Date | null;
  decidedAt: Date | null;
  deleteDataAt: Date | null;
}

export interface LegalDate {
  step: CalendarStep;
  /** What the period begins with. */
  from: Date;
  /** Its last moment: the last second of a day in Seoul. */
  dueAt: Date;
  /** The article it follows from; null: the statute's data names none. */
  article: string | null;
}

/** Whether collecting pauses at that moment. */
export function isPaused(at: Date, pauses: Pause[]): boolean {
  const day = seoulDay(at);
  return pauses.some(({ from, until }) => from <= day && day <= until);
}

/**
 * The end of a collecting window that begins with `from`: each day of a pause within it, the days it grew by
 * included, is given back at its end. A pause that begins after the end changes nothing.
 */
export function collectUntil(from: Date, statute: StatuteDefinition, pauses: Pause[]): Date {
  return windowWithPauses(from, statute.windows.collect, statute, pauses);
}

export function windowWithPauses(
  from: Date,
  span: Period,
  statute: Pick<StatuteDefinition, "pausesForElections">,
  pauses: Pause[],
): Date {
  const planned = dayNumber(seoulDay(endOfPeriod(from, span)));
  if (!statute.pausesForElections) return endOfDay(dayOf(planned));
  const first = dayNumber(seoulDay(from)) + 1;
  const closed = new Set(
    pauses.flatMap((pause) => {
      const [start, end] = [dayNumber(pause.from), dayNumber(pause.until)];
      return Array.from({ length: Math.max(0, end - start + 1) }, (_, index) => start + index);
    }),
  );
  let owed = planned - first + 1;
  let day = first - 1;
  while (owed > 0) {
    day += 1;
    if (!closed.has(day)) owed -= 1;
  }
  return endOfDay(dayOf(day));
}

/** The steps with the periods that run or ran, in their order; a step whose beginning is not known yet is left out. */
export function driveCalendar(dates: DriveDates, statute: StatuteDefinition): LegalDate[] {
  const { windows } = statute;
  const span = (from: Date | null, days: number | null) =>
    from && days !== null ? { from, dueAt: endOfPeriod(from, { days }) } : undefined;
  const years = (from: Date | null, count: number | null) =>
    from && count !== null ? { from, dueAt: endOfPeriod(from, { years: count }) } : undefined;
  const periods: Record<CalendarStep, { from: Date; dueAt: Date } | undefined> = {
    collect: { from: dates.certifiedAt, dueAt: dates.collectUntil },
    "hand-in": span(dates.collectUntil, windows.handInDays),
    "publish-list": span(dates.handedInAt, windows.publishListDays),
    inspect:
      dates.listPublishedAt && dates.inspectUntil
        ? { from: dates.listPublishedAt, dueAt: dates.inspectUntil }
        : span(dates.listPublishedAt, windows.inspectDays),
    shortfall:
      dates.inspectUntil && dates.shortfallUntil
        ? { from: dates.inspectUntil, dueAt: dates.shortfallUntil }
        : undefined,
    objections: span(dates.inspectUntil, windows.objectionDays ?? null),
    accept:
      dates.decidableAt && windows.acceptMonths
        ? {
            from: dates.decidableAt,
            dueAt: endOfPeriod(dates.decidableAt, { months: windows.acceptMonths }),
          }
        : undefined,
    introduce: span(dates.acceptedAt, windows.introduceDays),
    decide: years(dates.acceptedAt, windows.decideYears),
    extend: dates.extendedAt
      ? years(dates.acceptedAt, (windows.decideYears ?? 0) + (windows.extendYears ?? 0))
      : undefined,
    "delete-data": dates.deleteDataAt
      ? { from: dates.decidedAt ?? dates.acceptedAt ?? dates.collectUntil, dueAt: dates.deleteDataAt }
      : undefined,
  };
  return CALENDAR_STEPS.flatMap((step) => {
    const period = periods[step];
    return period ? [{ step, ...period, article: statute.articles[step] ?? null }] : [];
  });
}

/** When the signatures' personal data must go, counted from the drive's end (or its list's handing in, if so said). */
export function deleteDataAt({ keepData }: Pick<StatuteDefinition, "keepData">, from: Date): Date {
  return keepData.years === 0 ? endOfDay(seoulDay(from)) : endOfPeriod(from, { years: keepData.years });
}
