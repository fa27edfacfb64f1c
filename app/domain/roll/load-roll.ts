import type { Database } from "#db/client.ts";
import { countEntries, type LoadedEntry, upsertEntries, upsertRoll } from "#db/queries/rolls.ts";
import type { RollUnit } from "#db/tables/roll.ts";
import { inTransaction } from "#db/transaction.ts";

export const ROLL_UNITS = ["building", "branch", "department", "class"] as const satisfies RollUnit[];

export interface LoadedRoll {
  rollId: number;
  added: number;
  changed: number;
  /** Entries that the roll had and the file has not: they stay, because supports may be theirs. */
  left: number;
}

/**
 * Loads entries into a space's roll, and makes the roll if it is new, whole or not at all. Loaded again, what is known
 * by its label keeps who acts for it and what it supports.
 *
 * @param entries as `readRollFile` gives them: no label twice
 */
export function loadRoll(
  db: Database,
  roll: { spaceId: number; code: string; unit: RollUnit | null },
  entries: readonly LoadedEntry[],
  now: Date,
): Promise<LoadedRoll> {
  return inTransaction(db, async (tx) => {
    const rollId = await upsertRoll(tx, roll, now);
    const { added, changed } = await upsertEntries(tx, rollId, entries);
    return { rollId, added, changed, left: (await countEntries(tx, rollId)) - entries.length };
  });
}
