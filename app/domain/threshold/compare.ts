import type { ConsequenceCode, Rule } from "./rule.ts";

type Stated = Pick<Rule, "code" | "threshold" | "consequence" | "days">;
interface Version {
  openDays: number;
  rules: Stated[];
}

/** One difference between two versions of the rules, for people to read. */
export type RuleChange =
  | { what: "open-days"; from: number; to: number }
  | { what: "added" | "removed"; consequence: ConsequenceCode; threshold: number; days: number }
  | { what: "threshold" | "days"; consequence: ConsequenceCode; from: number; to: number };

/** What a version changed against the one before it. Rules are the same rule when their code is. */
export function compareRules(before: Version, after: Version): RuleChange[] {
  const changes: RuleChange[] = [];
  if (before.openDays !== after.openDays)
    changes.push({ what: "open-days", from: before.openDays, to: after.openDays });
  for (const { code, consequence, threshold, days } of after.rules) {
    const old = before.rules.find((rule) => rule.code === code && rule.consequence === consequence);
    if (!old) {
      changes.push({ what: "added", consequence, threshold, days });
      continue;
    }
    if (old.threshold !== threshold)
      changes.push({ what: "threshold", consequence, from: old.threshold, to: threshold });
    if (old.days !== days) changes.push({ what: "days", consequence, from: old.days, to: days });
  }
  for (const { code, consequence, threshold, days } of before.rules) {
    if (!after.rules.some((rule) => rule.code === code && rule.consequence === consequence))
      changes.push({ what: "removed", consequence, threshold, days });
  }
  return changes;
}
