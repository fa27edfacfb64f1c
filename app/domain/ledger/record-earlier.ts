import type { Database, Queryable } from "#db/client.ts";
import { listLines, lockLedgerHeads } from "#db/queries/events.ts";
import { findEarlierUncounted, listEarlierRows } from "#db/queries/ledger-checks/earlier.ts";
import { inTransaction } from "#db/transaction.ts";
import type { LedgerCheck } from "./fault.ts";
import { appendToLedger } from "./ledger.ts";
import { hashTexts } from "./text-hash.ts";

/**
 * Once after the upgrade of a space whose ledger is older than a line for everything: a line counts what came to
 * stand before, with its hash. Nothing can be added to that later, nor changed in it.
 */
export async function recordEarlier(db: Database, spaceId: number, now: Date): Promise<void> {
  if ((await findEarlierUncounted(db, spaceId)) === undefined) return;
  await inTransaction(db, async (tx) => {
    // Who else does this waits here, and then finds the line.
    await lockLedgerHeads(tx, [spaceId]);
    const until = await findEarlierUncounted(tx, spaceId);
    if (until === undefined) return;
    const data = { ...until, ...(await countEarlier(tx, spaceId)) };
    await appendToLedger(tx, [{ spaceId, matterId: null, kind: "earlier-recorded", at: now, data }]);
  });
}

/** How many rows are from before the ledger had a line for each, and the hash of `[[sort, rows, hash], …]`. */
export async function countEarlier(db: Queryable, spaceId: number) {
  const sorts = await listEarlierRows(db, spaceId);
  return {
    rows: sorts.reduce((sum, { rows }) => sum + rows, 0),
    text: hashTexts(sorts.map(({ sort, rows, hash }) => [sort, rows, hash])),
  };
}

/** What is from before is what was counted then. */
export const earlier: LedgerCheck = async (db, spaceId) => {
  const [line] = await listLines(db, spaceId, "earlier-recorded");
  if (!line) return undefined;
  const { rows, text } = await countEarlier(db, spaceId);
  if (rows === line.data.rows && text === line.data.text) return undefined;
  const says = "what came to stand before the ledger had lines for it is not what was counted then";
  return { check: "earlier", line: line.seq, matter: null, says };
};
