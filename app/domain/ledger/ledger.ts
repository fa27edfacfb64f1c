import { randomBytes } from "node:crypto";
import type { Tx } from "#db/client.ts";
import { insertEvents, lockLedgerHeads } from "#db/queries/events.ts";
import { enqueue } from "#db/queries/jobs.ts";
import { listHidden } from "#db/queries/matter-addresses.ts";
import { hashLine, lineOf } from "./chain.ts";
import type { LedgerEntry } from "./lines.ts";
import { isNoticed } from "./noticed.ts";

const SALT_BYTES = 32;

/**
 * Appends each entry to the ledger of its space, in the transaction of what it records. Call it last: it takes the
 * lock that all writers of that space share, and holds it until the commit. Writers of different spaces do not meet.
 * What is about a matter that is not before everybody is sealed; a line of the act that lists it is not, when that act
 * lists it first. Who follows it is told by a job.
 *
 * @returns the numbers of the lines, in the order given; each counts within its space
 */
export async function appendToLedger(tx: Tx, entries: LedgerEntry[]): Promise<number[]> {
  if (entries.length === 0) return [];
  const hidden = await listHidden(
    tx,
    entries.flatMap(({ matterId }) => matterId ?? []),
  );
  const heads = await lockLedgerHeads(
    tx,
    entries.map((entry) => entry.spaceId),
  );
  const rows = entries.map((entry) => {
    const head = heads.get(entry.spaceId);
    if (!head) throw new Error(`Space ${entry.spaceId} has no ledger.`);
    head.seq += 1;
    const line = {
      seq: head.seq,
      space_id: entry.spaceId,
      matter_id: entry.matterId,
      kind: entry.kind,
      at: entry.at,
      data: entry.data,
      salt: entry.matterId !== null && hidden.has(entry.matterId) ? randomBytes(SALT_BYTES) : null,
    };
    head.hash = hashLine(head.hash, lineOf(line));
    return { ...line, data: JSON.stringify(entry.data), hash: head.hash };
  });
  await insertEvents(tx, rows, [...heads.values()]);
  // Here, so that whatever happens to a matter is told from one place, whichever kind it is of.
  const told = new Set(rows.filter(({ kind }) => isNoticed(kind)).map((row) => row.space_id));
  for (const spaceId of told) await enqueue(tx, "tell-followers", { spaceId }, `tell-followers/${spaceId}`);
  return rows.map((row) => row.seq);
}
