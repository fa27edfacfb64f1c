import { Envelope } from "#app/platform/envelope.ts";
import type { KeyRing } from "#app/platform/key-ring.ts";
import { Seal } from "#app/platform/seal.ts";
import type { Database } from "#db/client.ts";
import { listKeysToRewrap, listPersonsToReseal, resealPerson, rewrapKey } from "#db/queries/keys.ts";

const BATCH = 200;

export interface Rotated {
  /** Data keys that were wrapped anew; the data under them is not touched. */
  keys: number;
  /** Persons whose data was sealed anew. */
  persons: number;
  /** What could not be opened with any key given; it is left as it was. */
  unreadable: number;
}

/**
 * Brings everything under the current master key. Each row is done by itself and only if it is still as it was read,
 * so it can be killed and started again, and run beside a portal that knows both keys. Only when nothing is left may
 * the old key be thrown away.
 *
 * @param onProgress told after each batch
 */
export async function rotateKeys(
  db: Database,
  ring: KeyRing,
  onProgress?: (done: Rotated) => void,
): Promise<Rotated> {
  const envelope = new Envelope(ring);
  const seal = new Seal(ring);
  const done: Rotated = { keys: 0, persons: 0, unreadable: 0 };
  const skipped = new Set<number>();
  for (;;) {
    const rows = await listKeysToRewrap(db, envelope.master, BATCH + skipped.size);
    const fresh = rows.filter(({ id }) => !skipped.has(id));
    if (fresh.length === 0) break;
    for (const { id, wrapped, master } of fresh) {
      const after = wrapped && attempt(() => envelope.rewrap({ wrapped, master }));
      if (after) {
        await rewrapKey(db, id, master, after);
        done.keys += 1;
      } else {
        skipped.add(id);
        done.unreadable += 1;
      }
    }
    onProgress?.(done);
  }
  for (let after = 0; ; ) {
    const rows = await listPersonsToReseal(db, seal.mark, after, BATCH);
    for (const { id, sealed } of rows) {
      const resealed = attempt(() => seal.close(seal.open(sealed)));
      if (resealed) {
        await resealPerson(db, id, sealed, resealed);
        done.persons += 1;
      } else done.unreadable += 1;
    }
    const last = rows.at(-1);
    if (!last) return done;
    after = last.id;
    onProgress?.(done);
  }
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
