import type { Tx } from "#db/client.ts";
import { insertModeration, lockModerated, settleReports, type Thing } from "#db/queries/reports.ts";
import type { ModerationTable } from "#db/tables/report.ts";

export interface Decision {
  act: ModerationTable["act"];
  /** Why it was hidden, or shown again; null of the others. */
  reason: ModerationTable["reason"];
  by: number;
  now: Date;
}

/**
 * Puts down what was decided on a thing, in the transaction that does it, and answers the reports that wait. Showing
 * again answers none: there can be none of what is hidden.
 */
export async function settle(
  tx: Tx,
  spaceId: number,
  thing: Thing,
  { act, reason, by, now }: Decision,
): Promise<void> {
  const { id } = await lockModerated(tx, spaceId, thing);
  if (act !== "shown") await settleReports(tx, id, act, now);
  await insertModeration(tx, { space_id: spaceId, moderated_id: id, act, reason, by_id: by, at: now });
}
