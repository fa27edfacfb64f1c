export interface MergedCounts {
  /** What is shown by itself. */
  shown: ReadonlyMap<string, number>;
  /** The small ones together; null: there is none. */
  others: number | null;
}

/**
 * Puts parts of a total together that are smaller than `fewest`. If they are fewer than that even so, the next larger
 * part joins them: the total is known, so what is shown of everything else must not say what is left. Parts of 0 are
 * small too, or the day on which one is no longer shown as 0 would say that somebody there came.
 */
export function mergeSmall(parts: ReadonlyMap<string, number>, fewest: number): MergedCounts {
  const rising = [...parts].sort(([a, some], [b, more]) => some - more || (a < b ? -1 : 1));
  let merged = 0;
  let others = 0;
  for (const [, count] of rising) {
    if (count >= fewest && (merged === 0 || others >= fewest)) break;
    merged += 1;
    others += count;
  }
  return { shown: new Map(rising.slice(merged)), others: merged === 0 ? null : others };
}
