import { accountHash, type Seal } from "#app/platform/seal.ts";
import type { Database } from "#db/client.ts";
import { listPersonsToReseal, resealPerson } from "#db/queries/keys.ts";
import { hashAccount, listNamedAccounts } from "#db/queries/persons.ts";
import { openPersonalData, sealPersonalData } from "./personal-data.ts";

const BATCH = 200;

export interface Renewed {
  persons: number;
  /** What could not be opened with any key given; it is left as it was. */
  unreadable: number;
}

/**
 * Brings what is sealed of persons into the newest form and under the current key. Each row is done by itself and only
 * if it is still as it was read: it can be killed and started again, and run beside a portal that reads both forms.
 *
 * @param options.onBatch told what one batch came to
 * @param options.signal ends it after the batch that is under way
 */
export async function renewPersons(
  db: Database,
  seal: Seal,
  options: { onBatch?: (batch: Renewed) => void; signal?: AbortSignal } = {},
): Promise<Renewed> {
  const done: Renewed = { persons: 0, unreadable: 0 };
  for (let after = 0; options.signal?.aborted !== true; ) {
    const rows = await listPersonsToReseal(db, seal.mark, after, BATCH);
    const batch: Renewed = { persons: 0, unreadable: 0 };
    for (const person of rows) {
      const resealed = sealAnew(seal, person);
      if (resealed) {
        await resealPerson(db, person.id, person.sealed, resealed);
        batch.persons += 1;
      } else batch.unreadable += 1;
    }
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
    done.persons += batch.persons;
    done.unreadable += batch.unreadable;
    options.onBatch?.(batch);
  }
  return done;
}

function sealAnew(seal: Seal, person: { identity_hash: Buffer; sealed: Buffer }): Buffer | undefined {
  try {
    return sealPersonalData(seal, person.identity_hash, openPersonalData(seal, person));
  } catch {
    return undefined;
  }
}

/** Puts keyed hashes in the place of the account names that still stand. @returns how many */
export async function hashAccountNames(
  db: Database,
  identityKey: string,
  signal?: AbortSignal,
): Promise<number> {
  let done = 0;
  while (signal?.aborted !== true) {
    const rows = await listNamedAccounts(db, BATCH);
    for (const { issuer, subject } of rows)
      await hashAccount(db, issuer, subject, accountHash(identityKey, subject));
    done += rows.length;
    if (rows.length < BATCH) break;
  }
  return done;
}
