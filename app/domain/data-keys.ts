import { LRUCache } from "lru-cache";
import type { DataKey, Envelope } from "#app/platform/envelope.ts";
import type { Database, Tx } from "#db/client.ts";
import { findDataKey, insertDataKey } from "#db/queries/keys.ts";

/** A destroyed key may be known to a process for this long. */
const KNOWN_MS = 60_000;

/** The data keys of drives and polls: wrapped in the database, unwrapped for a minute in memory. */
export class DataKeys {
  readonly #known: LRUCache<number, DataKey>;

  constructor(
    private readonly db: Database,
    private readonly envelope: Envelope,
  ) {
    this.#known = new LRUCache({ max: 500, ttl: KNOWN_MS, fetchMethod: (id) => this.#read(id) });
  }

  /** Makes a key for a matter that begins. @returns the row's id, for its `data_key_id` */
  create(tx: Tx, now: Date): Promise<number> {
    return insertDataKey(tx, { ...this.envelope.create(), created_at: now });
  }

  /** @returns undefined when it was destroyed: what it sealed cannot be read any more, by anyone */
  of(id: number): Promise<DataKey | undefined> {
    return this.#known.fetch(id);
  }

  /** It was destroyed: this process knows it no longer; the others do for a minute at most. */
  forget(id: number): void {
    this.#known.delete(id);
  }

  async #read(id: number): Promise<DataKey | undefined> {
    const row = await findDataKey(this.db, id);
    return row?.wrapped ? this.envelope.open({ wrapped: row.wrapped, master: row.master }) : undefined;
  }
}
