import type { Tx } from "#db/client.ts";
import { listRules } from "#db/queries/rules.ts";
import { insertThresholds } from "#db/queries/thresholds.ts";
import type { NewRow } from "#db/tables/tables.ts";
import type { RuleMatterKind } from "#db/tables/threshold.ts";

/** A number that will mean something for a matter, before the matter has it. */
export type NewThreshold = Omit<
  NewRow<"threshold">,
  "matter_id" | "position" | "reached_at" | "support_serial"
>;

/** The next number that means something after `passed` (0 for a new matter); null: none. */
export function nextCount(thresholds: readonly { count: number }[], passed: number): number | null {
  const ahead = thresholds.flatMap(({ count }) => (count > passed ? [count] : []));
  return ahead.length === 0 ? null : Math.min(...ahead);
}

/** What the rules of a set mean for a matter of this kind. */
export async function thresholdsOfRules(
  tx: Tx,
  ruleSetId: number,
  kind: RuleMatterKind,
): Promise<NewThreshold[]> {
  const rules = await listRules(tx, ruleSetId);
  return rules
    .filter((rule) => rule.matter_kind === kind)
    .map(({ code, threshold, consequence, owed_by, days }) => ({
      code,
      count: threshold,
      consequence,
      owed_by,
      days,
      article: null,
    }));
}

/**
 * Gives a matter its thresholds, in the transaction that publishes it. They are frozen with it: rules or statutes
 * that come later are for later matters.
 */
export async function writeThresholds(
  tx: Tx,
  matterId: number,
  thresholds: readonly NewThreshold[],
): Promise<void> {
  const ordered = thresholds.toSorted((a, b) => a.count - b.count || (a.code < b.code ? -1 : 1));
  await insertThresholds(
    tx,
    ordered.map((threshold, index) => ({ ...threshold, matter_id: matterId, position: index + 1 })),
  );
}
