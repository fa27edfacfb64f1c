import type { Queryable } from "#db/client.ts";
import { listEventsOfMatters } from "#db/queries/events.ts";

/** The timeline: the public ledger, as far as it speaks of these matters. */
export async function readTimeline(db: Queryable, matterIds: number[]) {
  const events = await listEventsOfMatters(db, matterIds);
  return events.map(({ seq, matter_id, kind, at, data }) => ({
    seq,
    matter: matter_id,
    kind,
    at: at.toISOString(),
    data,
  }));
}
