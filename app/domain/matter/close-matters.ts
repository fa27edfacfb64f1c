import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import type { Database } from "#db/client.ts";
import { closeMatters } from "#db/queries/matters.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import { inTransaction } from "#db/transaction.ts";

const BATCH = 500;

/**
 * Closes what has passed its closing date and says so in the ledger, a batch a transaction: killed anywhere, it
 * goes on with the rest at the next run. Readers and the support writer never rely on it: they look at the date.
 *
 * @returns how many were closed
 */
export async function closeWhatIsDue(db: Database, now: Date): Promise<number> {
  let closed = 0;
  for (;;) {
    const batch = await inTransaction(db, async (tx) => {
      const matters = await closeMatters(tx, now, BATCH);
      await noteSearchChanges(tx, matters);
      await appendToLedger(
        tx,
        matters.map((matter) => ({
          spaceId: matter.space_id,
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
