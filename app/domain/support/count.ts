import type { Reached } from "#app/domain/threshold/consequences.ts";
import { nextCount } from "#app/domain/threshold/write-thresholds.ts";

/** One step of a count, in the order of arrival: a support that was really added, or really taken back. */
export interface Step {
  /** 0: a signature online took the place of one on paper, or gave it back. */
  change: 1 | 0 | -1;
  /** What the support that was added, or the line that counts again, has; of no meaning where the change is -1. */
  serial: number;
  at: Date;
}

export interface CountState {
  count: number;
  nextThreshold: number | null;
}

/**
 * Walks a group's steps over one matter, so that a threshold is reached by exactly the support that makes the
 * count N, wherever in the group it stands. A threshold that was passed once is behind for good: `nextThreshold`
 * only grows, so going back below and up again reaches nothing twice.
 *
 * @returns beside the new count, the thresholds that are reached, each with the support that did it
 */
export function walkCount<T extends { count: number }>(
  start: CountState,
  steps: Step[],
  thresholds: readonly T[],
): CountState & { reached: Reached<T>[] } {
  let { count, nextThreshold: next } = start;
  const reached: Reached<T>[] = [];
  for (const { change, serial, at } of steps) {
    count += change;
    if (change !== 1 || next === null || count !== next) continue;
    const here = thresholds.filter((threshold) => threshold.count === next);
    reached.push(...here.map((threshold) => ({ threshold, serial, at })));
    next = nextCount(thresholds, count);
  }
  return { count, nextThreshold: next, reached };
}
