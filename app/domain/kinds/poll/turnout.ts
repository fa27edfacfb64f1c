import { DAY_MS, seoulDay, startOfSeoulDay } from "#app/domain/calendar/dates.ts";
import { mergeSmall } from "#app/platform/merge-small.ts";
import type { PollElectors } from "#db/tables/poll-definition.ts";

/**
 * Fewer of a district are not shown by themselves, as at drives (kinds/drive/districts.ts), and not added at once: see
 * count-turnout.ts.
 */
export const FEWEST_OF_DISTRICT = 10;

const HOUR_MS = 60 * 60 * 1000;
const WEEK_HOURS = 7 * 24;
/** More columns can be told apart on no phone. */
const MOST_STEPS = 60;
/** Two days by the hour. */
const MOST_HOURS = 48;

/** From when turnout is shown, in which steps and how many of them. */
export interface TurnoutScale {
  /** The beginning of the first. */
  from: Date;
  /** How long a step is, in hours: 1, 24 or whole weeks. */
  hours: number;
  steps: number;
}

/**
 * By the hour for two days, then by the day in Seoul, then by as many weeks as it takes. No I/O.
 *
 * @param until now, or the close: an hour that begins with it is a step only while the poll is open
 */
export function turnoutScale(opensAt: Date, until: Date, open: boolean): TurnoutScale {
  const firstHour = new Date(Math.floor(opensAt.getTime() / HOUR_MS) * HOUR_MS);
  const end = until.getTime() + (open ? 1 : 0);
  const stepsOf = (from: Date, hours: number) =>
    Math.max(1, Math.ceil((end - from.getTime()) / (hours * HOUR_MS)));
  if (stepsOf(firstHour, 1) <= MOST_HOURS) return { from: firstHour, hours: 1, steps: stepsOf(firstHour, 1) };
  const from = startOfSeoulDay(seoulDay(opensAt)) ?? firstHour;
  const days = stepsOf(from, 24);
  if (days <= MOST_STEPS) return { from, hours: 24, steps: days };
  const weeks = Math.ceil(stepsOf(from, WEEK_HOURS) / MOST_STEPS);
  return { from, hours: weeks * WEEK_HOURS, steps: stepsOf(from, weeks * WEEK_HOURS) };
}

/** How many whole hours are over since the one in which a poll opened. No I/O. */
export const wholeHours = (opensAt: Date, until: Date): number =>
  Math.max(0, Math.floor(until.getTime() / HOUR_MS) - Math.floor(opensAt.getTime() / HOUR_MS));

/** When a step begins. No I/O. */
export const beginOf = ({ from, hours }: TurnoutScale, step: number): Date =>
  new Date(from.getTime() + step * hours * (DAY_MS / 24));

export interface PlaceTurnout {
  /** How many are in it: the sum of what follows. */
  count: number;
  /** In the order of the space's list, or of the roll; `of` "": people of none. */
  shown: { of: string; count: number }[];
  /** Of those with fewer than ten, and who stand with them: their codes, and how many in all; null: there are none. */
  others: { of: string[]; count: number } | null;
}

/** Sums by place; no people: each count is of as many. */
interface Sums {
  counts: Readonly<Record<string, number>>;
  people?: Readonly<Record<string, number>> | null;
}

/**
 * From where people took part, as everybody may see it: no district with fewer than ten, and none that could be found by
 * taking the others from the whole. No I/O.
 *
 * @param codes all districts of the space
 * @param sums by district's code, of none under ""
 * @returns null where all are asked in one district, or none has ten
 */
export function districtTurnout(
  { districts, residents }: Pick<PollElectors, "districts" | "residents">,
  codes: readonly string[],
  sums: Sums,
): PlaceTurnout | null {
  const asked = codes.filter((code) => districts === undefined || districts.includes(code));
  return placeTurnout(asked, sums, !residents && districts === undefined);
}

/**
 * The same by the units of a roll: ten are people, each of whom acts for one entry or more. No I/O.
 *
 * @param units all of the roll; those of which others were counted before the roll was changed come after them
 */
export function unitTurnout(units: readonly string[], sums: Sums): PlaceTurnout | null {
  const gone = Object.keys(sums.counts).filter((unit) => unit !== "" && !units.includes(unit));
  return placeTurnout([...units, ...gone], sums, false);
}

/** @param withElsewhere who is of no place is a part also where nobody is */
function placeTurnout(codes: readonly string[], sums: Sums, withElsewhere: boolean): PlaceTurnout | null {
  const { counts, people } = sums;
  const of = placed(codes, counts);
  if (of.get("") === 0 && !withElsewhere) of.delete("");
  if (of.size < 2) return null;
  const peopleOf = placed(codes, people ?? counts);
  const { shown } = mergeSmall(
    new Map([...of.keys()].map((code) => [code, peopleOf.get(code) ?? 0])),
    FEWEST_OF_DISTRICT,
  );
  if (shown.size === 0) return null;
  const small = [...of].filter(([code]) => !shown.has(code));
  const sumOf = (parts: Iterable<readonly [string, number]>) =>
    [...parts].reduce((sum, [, count]) => sum + count, 0);
  return {
    count: sumOf(of),
    shown: [...of].flatMap(([code, count]) => (shown.has(code) ? [{ of: code, count }] : [])),
    others: small.length === 0 ? null : { of: small.map(([code]) => code), count: sumOf(small) },
  };
}

/** Who moved between their ballot and its counting is from elsewhere too. */
function placed(codes: readonly string[], counts: Readonly<Record<string, number>>): Map<string, number> {
  const of = new Map(codes.map((code) => [code, 0]));
  let elsewhere = 0;
  for (const [code, count] of Object.entries(counts))
    if (of.has(code)) of.set(code, count);
    else elsewhere += count;
  return of.set("", elsewhere);
}

export interface Ranked {
  of: string;
  count: number;
  /** People of a thousand residents, to two places. */
  perThousand: number;
}

/** Districts by how many of a thousand residents took part, the most first; those of which it is not known are left out. No I/O. */
export function leaderboardOf(
  { shown }: Pick<PlaceTurnout, "shown">,
  residents: ReadonlyMap<string, number>,
): Ranked[] {
  return shown
    .flatMap(({ of, count }) => {
      const people = residents.get(of);
      return people ? [{ of, count, share: count / people }] : [];
    })
    .sort((a, b) => b.share - a.share || (a.of < b.of ? -1 : 1))
    .map(({ of, count, share }) => ({ of, count, perThousand: Math.round(share * 100_000) / 100 }));
}
