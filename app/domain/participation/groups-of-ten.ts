/** Fewer supports of a district are shown together with those of later days. */
export const FEWEST_SHOWN = 10;

interface Day {
  /** YYYY-MM-DD */
  day: string;
  given: number;
}

/**
 * Puts days together until there are {@link FEWEST_SHOWN} of them: what is shown later differs from what is shown now
 * by none or by that many, so that nobody is told by two moments, or by two ranges, that one person took part.
 *
 * @param days of one district, in their order
 * @returns what can be shown, each group on its last day, and the day up to which all of it is; null: nothing can be yet
 */
export function groupsOfTen(days: readonly Day[]): { rows: Day[]; upTo: string } | null {
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
