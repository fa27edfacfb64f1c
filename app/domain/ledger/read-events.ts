import type { Queryable } from "#db/client.ts";
import { listEvents, readLedgerHead } from "#db/queries/events.ts";

/** A page of the ledger, oldest first. @param after the number that the page before ended with; 0: from the start */
export async function readEvents(db: Queryable, spaceId: number, after: number, pageSize: number) {
  const events = await listEvents(db, spaceId, after, pageSize);
  const last = events.length === pageSize ? events.at(-1) : undefined;
  return { events, next: last ? String(last.seq) : null };
}

export type LedgerEvent = Awaited<ReturnType<typeof readEvents>>["events"][number];

/** The number of the last line; 0: there is none. */
export async function readLedgerLength(db: Queryable, spaceId: number): Promise<number> {
  return (await readLedgerHead(db, spaceId)).seq;
}
