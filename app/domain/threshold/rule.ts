import type { Consequence, Measure, RuleMatterKind } from "#db/tables/threshold.ts";

/** A rule as the portal speaks of it: when MEASURE reaches THRESHOLD on a KIND of matter, then CONSEQUENCE. */
export interface Rule {
  id: number;
  code: string;
  matterKind: RuleMatterKind;
  measure: Measure;
  threshold: number;
  consequence: Consequence;
  /** Days an office has for the duty; for a forum, days it stays open. */
  days: number;
}

/** The city's defaults, as version 1 of any new city. */
export const DEFAULT_RULES: Omit<Rule, "id">[] = [
  {
    code: "department-reply",
    matterKind: "proposal",
    measure: "agreements",
    threshold: 50,
    consequence: "department-reply",
    days: 30,
  },
  {
    code: "forum",
    matterKind: "proposal",
    measure: "agreements",
    threshold: 100,
    consequence: "forum",
    days: 30,
  },
  {
    code: "mayor-reply",
    matterKind: "forum",
    measure: "participants",
    threshold: 1000,
    consequence: "mayor-reply",
    days: 30,
  },
];

/** The next number that means something for a matter of this kind after `passed` (0 for a new one); null: none. */
export function nextThreshold(
  rules: Pick<Rule, "matterKind" | "threshold">[],
  kind: RuleMatterKind,
  passed: number,
): number | null {
  const ahead = rules.filter((rule) => rule.matterKind === kind && rule.threshold > passed);
  return ahead.length === 0 ? null : Math.min(...ahead.map((rule) => rule.threshold));
}

/** The rules that fire when the count of a matter of this kind becomes exactly `count`. */
export function rulesAt<R extends Pick<Rule, "matterKind" | "threshold">>(
  rules: R[],
  kind: RuleMatterKind,
  count: number,
): R[] {
  return rules.filter((rule) => rule.matterKind === kind && rule.threshold === count);
}
