import type { Database } from "#db/client.ts";
import { listLines } from "#db/queries/events.ts";
import {
  type CountToRecord,
  insertRecordedCounts,
  listCountsToRecord,
  listRecordedCounts,
} from "#db/queries/recorded-counts.ts";
import { listSpaces } from "#db/queries/spaces.ts";
import { inTransaction } from "#db/transaction.ts";
import type { LedgerCheck } from "./fault.ts";
import { appendToLedger } from "./ledger.ts";
import { recordEarlier } from "./record-earlier.ts";
import { hashTexts, type TextHash } from "./text-hash.ts";

/** Of as many matters a line speaks. */
const BATCH = 1_000;

/**
 * Records how many supports each matter was given and how many were taken back, where that changed: a line for a
 * thousand matters, with the hash of their counts, which stand beside. Killed anywhere, it goes on with the rest.
 * What an older ledger has no lines of is counted first, once.
 *
 * @returns how many matters were recorded
 */
export async function recordCounts(db: Database, now: Date): Promise<number> {
  let recorded = 0;
  for (const { id } of await listSpaces(db)) {
    await recordEarlier(db, id, now);
    for (let size = BATCH; size === BATCH; recorded += size) size = await recordSome(db, id, now);
  }
  return recorded;
}

function recordSome(db: Database, spaceId: number, now: Date): Promise<number> {
  return inTransaction(db, async (tx) => {
    const counts = await listCountsToRecord(tx, spaceId, BATCH);
    if (counts.length === 0) return 0;
    const data = { matters: counts.length, counts: hashCounts(counts) };
    const [seq = 0] = await appendToLedger(tx, [
      { spaceId, matterId: null, kind: "counts-recorded", at: now, data },
    ]);
    await insertRecordedCounts(
      tx,
      counts.map((count) => ({ ...count, space_id: spaceId, event_seq: seq })),
    );
    return counts.length;
  });
}

/** Of `[[matter, serial, given, withdrawn], …]` in the order of matters. */
const hashCounts = (counts: readonly CountToRecord[]): TextHash =>
  hashTexts(counts.map(({ matter_id, serial, given, withdrawn }) => [matter_id, serial, given, withdrawn]));

/** What stands beside each such line is what it has the hash of. */
export const recordedCounts: LedgerCheck = async (db, spaceId) => {
  for (const { seq, data } of await listLines(db, spaceId, "counts-recorded")) {
    const counts = await listRecordedCounts(db, spaceId, seq);
    if (counts.length === data.matters && hashCounts(counts) === data.counts) continue;
    const says = "the counts that were recorded are not those that the line speaks of";
    return { check: "recorded", line: seq, matter: null, says };
  }
  return undefined;
};
