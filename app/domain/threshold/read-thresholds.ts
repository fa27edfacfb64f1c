import type { Queryable } from "#db/client.ts";
import { listRules } from "#db/queries/rules.ts";
import { listThresholds, type ThresholdRow } from "#db/queries/thresholds.ts";
import type { RuleMatterKind } from "#db/tables/threshold.ts";
import { type ConsequenceCode, codeOf, rulesOf } from "./rule.ts";

/** A number that means something for a proposal or forum, as bars and steps show it. */
export interface MilestoneView {
  code: string;
  threshold: number;
  consequence: ConsequenceCode;
  days: number;
  /** When it was reached (ISO); null: not yet. */
  reachedAt: string | null;
}

/** The numbers of each of some matters, each lowest first; a matter that has none (an imported one) is left out. */
export async function readMilestonesOf(
  db: Queryable,
  matterIds: number[],
): Promise<Map<number, MilestoneView[]>> {
  const rows = matterIds.length === 0 ? [] : await listThresholds(db, matterIds);
  const milestones = new Map<number, MilestoneView[]>();
  for (const row of rows) {
    const milestone = milestoneOf(row);
    if (milestone) milestones.set(row.matter_id, [...(milestones.get(row.matter_id) ?? []), milestone]);
  }
  return milestones;
}

export async function readMilestones(db: Queryable, matterId: number): Promise<MilestoneView[]> {
  return (await readMilestonesOf(db, [matterId])).get(matterId) ?? [];
}

function milestoneOf(row: ThresholdRow): MilestoneView | undefined {
  const consequence = codeOf(row);
  return (
    consequence && {
      code: row.code,
      threshold: row.count,
      consequence,
      days: row.days ?? 0,
      reachedAt: row.reached_at?.toISOString() ?? null,
    }
  );
}

/** The numbers that a matter of this kind will have that opens under these rules. */
export async function readMilestonesToCome(
  db: Queryable,
  ruleSetId: number | null,
  kind: RuleMatterKind,
): Promise<MilestoneView[]> {
  const rules = ruleSetId === null ? [] : rulesOf(await listRules(db, ruleSetId));
  return rules
    .filter((rule) => rule.matterKind === kind)
    .map(({ code, threshold, consequence, days }) => ({
      code,
      threshold,
      consequence,
      days,
      reachedAt: null,
    }));
}

/** The crossings of the contract: which numbers were reached, by which rule and when, the lowest first. */
export const crossingsOf = (milestones: readonly MilestoneView[]) =>
  milestones.flatMap(({ threshold, code, reachedAt }) =>
    reachedAt === null ? [] : [{ at: threshold, rule: code, crossedAt: reachedAt }],
  );
