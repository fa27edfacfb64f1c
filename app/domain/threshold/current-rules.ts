import type { Queryable } from "#db/client.ts";
import { findCurrentRuleSet, listRules } from "#db/queries/rules.ts";

/** The rules that a proposal published now would be under, lowest first: what its author may expect. */
export async function readCurrentRules(db: Queryable, spaceId: number) {
  const ruleSet = await findCurrentRuleSet(db, spaceId);
  if (!ruleSet) throw new Error("The space has no rules.");
  const rules = await listRules(db, ruleSet.id);
  return {
    version: ruleSet.version,
    openDays: ruleSet.open_days,
    rules: rules.map(({ code, matter_kind, threshold, consequence, days }) => ({
      code,
      matterKind: matter_kind,
      threshold,
      consequence,
      days,
    })),
  };
}
