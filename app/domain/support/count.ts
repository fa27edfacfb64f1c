import { type Rule, rulesAt } from "#app/domain/threshold/rule.ts";
import type { RuleMatterKind } from "#db/tables/threshold.ts";

/** One step of a count, in the order of arrival: a support that was really added, or really taken back. */
export interface Step {
  /** 0: a signature online that took the place of one on paper. */
  change: 1 | 0 | -1;
  /** The serial of the support that was added; of no meaning when one was taken back. */
  serial: number;
  at: Date;
}

export interface CountState {
  count: number;
  nextThreshold: number | null;
}

/** Which support made the count the threshold, and when it arrived. */
export interface Reached {
  threshold: number;
  serial: number;
  at: Date;
}

/**
 * Walks a group's steps over one matter, so that a threshold is reached by exactly the support that makes the
 * count N, wherever in the group it stands. A threshold that was passed once is behind for good: `nextThreshold`
 * only grows, so going back below and up again reaches nothing twice.
 */
export function walkThresholds(
  start: CountState,
  steps: Step[],
  thresholds: readonly number[],
): CountState & { reached: Reached[] } {
  let { count, nextThreshold: next } = start;
  const reached: Reached[] = [];
  for (const step of steps) {
    count += step.change;
    if (step.change === 1 && next !== null && count === next) {
      reached.push({ threshold: count, serial: step.serial, at: step.at });
      const passed = count;
      const ahead = thresholds.filter((threshold) => threshold > passed);
      next = ahead.length === 0 ? null : Math.min(...ahead);
    }
  }
  return { count, nextThreshold: next, reached };
}

/** The same over a matter that goes by rules: the rules that are reached, each with the support that did it. */
export function walkCount(kind: RuleMatterKind, start: CountState, steps: Step[], rules: Rule[]) {
  const own = rules.filter((rule) => rule.matterKind === kind);
  const walked = walkThresholds(
    start,
    steps,
    own.map((rule) => rule.threshold),
  );
  const reached = walked.reached.flatMap(({ threshold, serial, at }) =>
    rulesAt(own, kind, threshold).map((rule) => ({ rule, serial, at })),
  );
  return { ...walked, reached };
}
