import type { Queryable } from "#db/client.ts";
import { listDutiesOfMatters, listReplies } from "#db/queries/duties.ts";
import type { Decision } from "#db/tables/duty.ts";
import { dutyState } from "./duty-state.ts";

/** What offices owe of some matters that belong together, in two words. */
export interface LatestAnswer {
  /** What was decided last; null: nothing yet. */
  decision: Decision | null;
  /** Somebody should have answered by now. */
  late: boolean;
}

/** @param matterIds a matter, and what came out of it */
export async function readLatestAnswer(db: Queryable, matterIds: number[], now: Date): Promise<LatestAnswer> {
  const duties = await listDutiesOfMatters(db, matterIds);
  const replied = duties.filter(({ replies }) => replies > 0).map(({ id }) => id);
  const replies = replied.length === 0 ? [] : await listReplies(db, replied);
  const latest = replies.toSorted(
    (one, other) => other.published_at.getTime() - one.published_at.getTime(),
  )[0];
  return {
    decision: latest?.decision ?? null,
    late: duties.some((duty) => dutyState(duty, now) === "overdue"),
  };
}
