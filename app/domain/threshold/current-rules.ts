import type { Queryable } from "#db/client.ts";
import { findCurrentRuleSet, listRules } from "#db/queries/rules.ts";
import type { RuleMatterKind } from "#db/tables/threshold.ts";
import { rulesOf } from "./rule.ts";

/** What a proposal can come to: its own thresholds, and those of its forum. */
const OF_A_PROPOSAL: readonly RuleMatterKind[] = ["proposal", "forum"];

/** The rules that a proposal published now would be under, lowest first: what its author may expect. */
export async function readCurrentRules(db: Queryable, spaceId: number) {
  const ruleSet = await findCurrentRuleSet(db, spaceId);
  if (!ruleSet) throw new Error("The space has no rules.");
  return {
    version: ruleSet.version,
    openDays: ruleSet.open_days,
    rules: rulesOf(await listRules(db, ruleSet.id))
      .filter(({ matterKind }) => OF_A_PROPOSAL.includes(matterKind))
      .map(({ code, matterKind, measure, threshold, consequence, days }) => ({
        code,
        matterKind,
        measure,
        threshold,
        consequence,
        days,
      })),
  };
}
