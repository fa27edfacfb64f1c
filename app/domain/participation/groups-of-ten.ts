/** Fewer supports of a district are shown together with those of later days. */
export const FEWEST_SHOWN = 10;

interface Day {
  /** YYYY-MM-DD */
  day: string;
  given: number;
}

/** What can be shown of a district: each group on its last day, and the day up to which all of it is in them. */
interface Groups {
  rows: Day[];
  upTo: string;
}

/**
 * Puts days together until there are {@link FEWEST_SHOWN} of them: what is shown later differs from what is shown now
 * by none or by that many, so that nobody is told by two moments, or by two ranges, that one person took part.
 *
 * @param days of one district, in their order
 * @returns null: nothing can be shown yet
 */
export function groupsOfTen(days: readonly Day[]): Groups | null {
  const rows: Day[] = [];
  let together = 0;
  for (const { day, given } of days) {
    together += given;
    if (together < FEWEST_SHOWN) continue;
    rows.push({ day, given: together });
    together = 0;
  }
  const upTo = rows.at(-1)?.day;
  return upTo === undefined ? null : { rows, upTo };
}

/**
 * What can be shown of all districts of a space ('' is one of them: of people of none). Everybody can count supports at
 * their matters and take from the sum what districts show: what is left of all has to be nothing, or
 * {@link FEWEST_SHOWN} too. Where it is less, the smallest of the districts' last groups waits with it; showing nothing
 * instead would keep a space of one lively district waiting for a round number.
 *
 * @param places of each district its days, in their order
 */
export function showable(places: ReadonlyMap<string, readonly Day[]>): Map<string, Groups> {
  const shown = new Map<string, Groups>();
  let rest = 0;
  for (const [district, days] of places) {
    const groups = groupsOfTen(days);
    if (groups) shown.set(district, groups);
    rest += sumOf(days) - sumOf(groups?.rows ?? []);
  }
  if (rest === 0 || rest >= FEWEST_SHOWN) return shown;
  const lastOf = ({ rows }: Groups) => rows.at(-1)?.given ?? 0;
  const [smallest] = [...shown].toSorted(([, a], [, b]) => lastOf(a) - lastOf(b));
  if (!smallest) return shown;
  const [district, { rows }] = smallest;
  const before = rows.slice(0, -1);
  const upTo = before.at(-1)?.day;
  if (upTo === undefined) shown.delete(district);
  else shown.set(district, { rows: before, upTo });
  return shown;
}

const sumOf = (days: readonly Day[]): number => days.reduce((sum, { given }) => sum + given, 0);
