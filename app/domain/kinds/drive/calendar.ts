import {
  type DayOff,
  dayNumber,
  dayOf,
  endOfDay,
  endOfPeriod,
  type Period,
  seoulDay,
  workingDayFrom,
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
  /** See {@link endOfStep}. */
  daysOff: readonly DayOff[] | null;
}

/** The law of a drive as far as the ends of its periods go by it. */
export interface StepLaw {
  definition: Pick<StatuteDefinition, "lastDays">;
  /** The space's own days off; null: the drive was certified before days off were looked at, and keeps its dates. */
  days_off: readonly DayOff[] | null;
}

/** The end of a step's period: on no day off (Civil Act, article 161), unless its own law lets the last day stay. */
export function endOfStep(law: StepLaw, step: CalendarStep, from: Date, period: Period): Date {
  return endOfPeriod(from, period, movingDays(law, step));
}

const movingDays = ({ definition, days_off }: StepLaw, step: CalendarStep) =>
  definition.lastDays?.[step] === "stays" ? null : days_off;

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
 * included, is given back at its end. A pause that begins after the end changes nothing. It ends on no day off.
 *
 * @param daysOff as of {@link StepLaw}
 */
export function collectUntil(
  from: Date,
  statute: StatuteDefinition,
  pauses: Pause[],
  daysOff: readonly DayOff[] | null,
): Date {
  return windowWithPauses(from, statute.windows.collect, { definition: statute, days_off: daysOff }, pauses);
}

export function windowWithPauses(
  from: Date,
  span: Period,
  law: StepLaw & { definition: Pick<StatuteDefinition, "pausesForElections"> },
  pauses: Pause[],
): Date {
  const planned = dayNumber(seoulDay(endOfPeriod(from, span)));
  const daysOff = movingDays(law, "collect");
  const begun = seoulDay(from);
  const open = (day: number) => (daysOff ? dayNumber(workingDayFrom(dayOf(day), begun, daysOff)) : day);
  if (!law.definition.pausesForElections) return endOfDay(dayOf(open(planned)));
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
  // The next day that is no day off may lie in a pause, and the day after a pause may be a day off.
  for (let last = open(day); ; last = open(last + 1)) if (!closed.has(last)) return endOfDay(dayOf(last));
}

/** The steps with the periods that run or ran, in their order; a step whose beginning is not known yet is left out. */
export function driveCalendar(dates: DriveDates, statute: StatuteDefinition): LegalDate[] {
  const { windows } = statute;
  const law = { definition: statute, days_off: dates.daysOff };
  const period = (step: CalendarStep, from: Date | null, span: Period) =>
    from ? { from, dueAt: endOfStep(law, step, from, span) } : undefined;
  const span = (step: CalendarStep, from: Date | null, days: number | null) =>
    days === null ? undefined : period(step, from, { days });
  const years = (step: CalendarStep, from: Date | null, count: number | null) =>
    count === null ? undefined : period(step, from, { years: count });
  const periods: Record<CalendarStep, { from: Date; dueAt: Date } | undefined> = {
    collect: { from: dates.certifiedAt, dueAt: dates.collectUntil },
    "hand-in": span("hand-in", dates.collectUntil, windows.handInDays),
    "publish-list": span("publish-list", dates.handedInAt, windows.publishListDays),
    inspect:
      dates.listPublishedAt && dates.inspectUntil
        ? { from: dates.listPublishedAt, dueAt: dates.inspectUntil }
        : span("inspect", dates.listPublishedAt, windows.inspectDays),
    shortfall:
      dates.inspectUntil && dates.shortfallUntil
        ? { from: dates.inspectUntil, dueAt: dates.shortfallUntil }
        : undefined,
    objections: span("objections", dates.inspectUntil, windows.objectionDays ?? null),
    accept: windows.acceptMonths
      ? period("accept", dates.decidableAt, { months: windows.acceptMonths })
      : undefined,
    introduce: span("introduce", dates.acceptedAt, windows.introduceDays),
    decide: years("decide", dates.acceptedAt, windows.decideYears),
    extend: dates.extendedAt
      ? years("extend", dates.acceptedAt, (windows.decideYears ?? 0) + (windows.extendYears ?? 0))
      : undefined,
    "delete-data": dates.deleteDataAt
      ? { from: dates.decidedAt ?? dates.acceptedAt ?? dates.collectUntil, dueAt: dates.deleteDataAt }
      : undefined,
  };
  return CALENDAR_STEPS.flatMap((step) => {
    const found = periods[step];
    return found ? [{ step, ...found, article: statute.articles[step] ?? null }] : [];
  });
}

/** When the signatures' personal data must go, on whatever day that is, counted from the drive's end (or its list's handing in, if so said). */
export function deleteDataAt({ keepData }: Pick<StatuteDefinition, "keepData">, from: Date): Date {
  return keepData.years === 0 ? endOfDay(seoulDay(from)) : endOfPeriod(from, { years: keepData.years });
}
