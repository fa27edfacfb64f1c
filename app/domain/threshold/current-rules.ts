import type { Queryable } from "#db/client.ts";
import { findCurrentRuleSet, listRules } from "#db/queries/rules.ts";
import { rulesOf } from "./rule.ts";

/** The rules that a proposal published now would be under, lowest first: what its author may expect. */
export async function readCurrentRules(db: Queryable, spaceId: number) {
  const ruleSet = await findCurrentRuleSet(db, spaceId);
  if (!ruleSet) throw new Error("The space has no rules.");
  return {
    version: ruleSet.version,
    openDays: ruleSet.open_days,
    rules: rulesOf(await listRules(db, ruleSet.id)).map(
      ({ code, matterKind, measure, threshold, consequence, days }) => ({
        code,
        matterKind,
        measure,
        threshold,
        consequence,
        days,
      }),
    ),
  };
}
