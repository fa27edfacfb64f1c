import type { Tx } from "#db/client.ts";
import { insertEvents, lockLedgerHeads } from "#db/queries/events.ts";
import { hashLine } from "./chain.ts";
import type { LedgerEntry } from "./lines.ts";

/**
 * Appends each entry to the ledger of its space, in the transaction of what it records. Call it last: it takes the
 * lock that all writers of that space share, and holds it until the commit. Writers of different spaces do not meet.
 *
 * @returns the numbers of the lines, in the order given; each counts within its space
 */
export async function appendToLedger(tx: Tx, entries: LedgerEntry[]): Promise<number[]> {
  if (entries.length === 0) return [];
  const heads = await lockLedgerHeads(
    tx,
    entries.map((entry) => entry.spaceId),
  );
  const rows = entries.map((entry) => {
    const head = heads.get(entry.spaceId);
    if (!head) throw new Error(`Space ${entry.spaceId} has no ledger.`);
    head.seq += 1;
    head.hash = hashLine(head.hash, {
      seq: head.seq,
      space: entry.spaceId,
      matter: entry.matterId,
      kind: entry.kind,
      at: entry.at.toISOString(),
      data: entry.data,
    });
    return {
      seq: head.seq,
      space_id: entry.spaceId,
      matter_id: entry.matterId,
      kind: entry.kind,
      at: entry.at,
      data: JSON.stringify(entry.data),
      hash: head.hash,
    };
  });
  await insertEvents(tx, rows, [...heads.values()]);
  return rows.map((row) => row.seq);
}
