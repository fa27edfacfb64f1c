import { renewPersons } from "#app/domain/person/renew.ts";
import { Envelope } from "#app/platform/envelope.ts";
import type { KeyRing } from "#app/platform/key-ring.ts";
import { Seal } from "#app/platform/seal.ts";
import type { Database } from "#db/client.ts";
import { listKeysToRewrap, rewrapKey } from "#db/queries/keys.ts";

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
  await renewPersons(db, seal, {
    onBatch({ persons, unreadable }) {
      done.persons += persons;
      done.unreadable += unreadable;
      onProgress?.(done);
    },
  });
  return done;
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
