import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import type { Database } from "#db/client.ts";
import { closeMatters } from "#db/queries/matters.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import { listSpaces } from "#db/queries/spaces.ts";
import type { MatterKind } from "#db/tables/matter.ts";
import { inTransaction } from "#db/transaction.ts";

const BATCH = 500;

/**
 * Closes what has passed its closing date and says so in the ledger, a batch a transaction: killed anywhere, it
 * goes on with the rest at the next run. Readers and the support writer never rely on it: they look at the date.
 * Space by space: a batch over several would hold the ledger of one while it waits for another's.
 *
 * @param kind only matters of this one
 * @returns how many were closed
 */
export async function closeWhatIsDue(db: Database, now: Date, kind?: MatterKind): Promise<number> {
  let closed = 0;
  for (const { id } of await listSpaces(db)) closed += await closeInSpace(db, id, now, kind);
  return closed;
}

async function closeInSpace(
  db: Database,
  spaceId: number,
  now: Date,
  kind: MatterKind | undefined,
): Promise<number> {
  let closed = 0;
  for (;;) {
    const batch = await inTransaction(db, async (tx) => {
      const matters = await closeMatters(tx, { spaceId, kind }, now, BATCH);
      await noteSearchChanges(tx, matters);
      await appendToLedger(
        tx,
        matters.map((matter) => ({
          spaceId,
          matterId: matter.id,
          kind: "closed",
          at: now,
          data: { closedAt: matter.closes_at.toISOString() },
        })),
      );
      return matters.length;
    });
    closed += batch;
    if (batch < BATCH) return closed;
  }
}
