import type { Queryable } from "#db/client.ts";
import { listRuleSets } from "#db/queries/rules.ts";
import { compareRules, type RuleChange } from "./compare.ts";
import { type Rule, rulesOf } from "./rule.ts";

export interface RuleVersion {
  version: number;
  note: string;
  openDays: number;
  publishedAt: string;
  rules: Rule[];
  /** Against the version before; null for the first. */
  changes: RuleChange[] | null;
}

/** Every version of a space's rules, newest first: the first is in force. */
export async function readRuleHistory(db: Queryable, spaceId: number): Promise<RuleVersion[]> {
  const sets = await listRuleSets(db, spaceId);
  const versions = sets.map((set) => ({
    version: set.version,
    note: set.note,
    openDays: set.open_days,
    publishedAt: set.published_at.toISOString(),
    rules: rulesOf(set.rules).map(({ id, code, matterKind, measure, threshold, consequence, days }) => ({
      id,
      code,
      matterKind,
      measure,
      threshold,
      consequence,
      days,
    })),
  }));
  return versions.map((version, index) => {
    const before = versions[index + 1];
    return { ...version, changes: before ? compareRules(before, version) : null };
  });
}
