import type { Decision } from "#db/tables/duty.ts";

/** As far as it says what was decided. */
interface Decided {
  decision: Decision;
  nextDate: string | null;
}

/**
 * What was decided before and is decided otherwise in this version; null: nothing was, or it stands. That somebody still
 * studies it is no decision until there was a final one.
 *
 * @param version from 1, of a duty's replies in their order
 */
export function changedFrom(replies: readonly Decided[], version: number): Decision | null {
  const before = replies.slice(0, version - 1);
  const last = before.at(-1);
  const isChanged =
    last?.decision !== replies[version - 1]?.decision && before.some(({ nextDate }) => nextDate === null);
  return isChanged ? (last?.decision ?? null) : null;
}
