import { PortalError } from "#app/domain/errors.ts";
import type { Database, Queryable } from "#db/client.ts";
import { findEntry, listEntriesOf, moveEntry } from "#db/queries/rolls.ts";
import { inTransaction } from "#db/transaction.ts";

/** What a person acts for in a roll, in its order; weights are exact, as decimal digits. */
export function entriesActedFor(db: Queryable, rollId: number, personId: number) {
  return listEntriesOf(db, rollId, personId);
}

/**
 * Says who acts for an entry. What the entry supports already stays: it is the entry's, and from now on the new person
 * can take it back.
 *
 * @param personId null: nobody
 * @returns who acted for it before
 * @throws PortalError "not-found" when the roll has no such entry; "changed-meanwhile" when somebody else was faster
 */
export function changeActing(
  db: Database,
  { rollId, label }: { rollId: number; label: string },
  personId: number | null,
): Promise<number | null> {
  return inTransaction(db, async (tx) => {
    const entry = await findEntry(tx, rollId, label);
    if (!entry) throw new PortalError("not-found");
    const moved = await moveEntry(tx, { rollId, entryId: entry.id }, entry.person_id, personId);
    if (!moved) throw new PortalError("changed-meanwhile");
    return entry.person_id;
  });
}
