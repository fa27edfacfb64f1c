import { nextThreshold, type Rule, rulesAt } from "#app/domain/rule/rule.ts";

/** One step of a count, in the order of arrival: a support that was really added, or really taken back. */
export interface Step {
  change: 1 | -1;
  /** The serial of the support that was added; of no meaning when one was taken back. */
  serial: number;
  at: Date;
}

interface CountState {
  count: number;
  nextThreshold: number | null;
}

export interface Reached {
  rule: Rule;
  serial: number;
  at: Date;
}

/**
 * Walks a group's steps over one matter, so that a threshold is reached by exactly the support that makes the
 * count N, wherever in the group it stands. A threshold that was passed once is behind for good: `nextThreshold`
 * only grows, so going back below and up again reaches nothing twice.
 */
export function walkCount(
  kind: "proposal" | "forum",
  start: CountState,
  steps: Step[],
  rules: Rule[],
): CountState & { reached: Reached[] } {
  let { count, nextThreshold: next } = start;
  const reached: Reached[] = [];
  for (const step of steps) {
    count += step.change;
    if (step.change === 1 && next !== null && count === next) {
      reached.push(
        ...rulesAt(rules, kind, count).map((rule) => ({ rule, serial: step.serial, at: step.at })),
      );
      next = nextThreshold(rules, kind, count);
    }
  }
  return { count, nextThreshold: next, reached };
}
