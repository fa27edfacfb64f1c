import type { Queryable } from "#db/client.ts";
import { listEventsOfMatters } from "#db/queries/events.ts";
import type { EventKind } from "./lines.ts";

/** What the ledger has for proof, and a page shows by itself where there is something to show: it would be most of it. */
export const FOR_PROOF = [
  "opinion",
  "opinion-replied",
  "statement",
  "personal-data-read",
  "objected",
  "paper-recorded",
  "signatures-withdrawn",
  "vote-entered",
  "vote-counted",
] as const satisfies EventKind[];

/** The timeline: the public ledger, as far as it speaks of these matters. */
export async function readTimeline(db: Queryable, matterIds: number[]) {
  const events = await listEventsOfMatters(db, matterIds, FOR_PROOF);
  return events.map(({ seq, matter_id, kind, at, data }) => ({
    seq,
    matter: matter_id,
    kind,
    at: at.toISOString(),
    data,
  }));
}
