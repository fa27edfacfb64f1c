import { LRUCache } from "lru-cache";
import { seoulDay } from "#app/domain/calendar/dates.ts";
import { keyHashOf } from "#app/platform/key-text.ts";
import type { Database } from "#db/client.ts";
import { findApiKey, markApiKeyUsed } from "#db/queries/api-keys.ts";

/** A key that holds, as a door needs to know it. */
export interface KnownKey {
  id: number;
  spaceId: number;
  /** Whose it is: all keys of one person share their limits. */
  personId: number;
  /** Of `API_SCOPES`. */
  scopes: readonly string[];
}

/** So long a key that was revoked may go on, where another process revoked it. */
const REMEMBERED_MS = 10_000;
const MOST_REMEMBERED = 10_000;

/** Knows keys by their texts; also, for a moment, those that are none. */
export class ApiKeys {
  readonly #known = new LRUCache<string, { key: (KnownKey & { expiresAt: Date }) | undefined }>({
    max: MOST_REMEMBERED,
    ttl: REMEMBERED_MS,
  });
  /** Noted as used, by day. */
  readonly #noted = new LRUCache<number, string>({ max: MOST_REMEMBERED });

  constructor(
    private readonly db: Database,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** @returns undefined for what is no key, or ended */
  async find(text: string, now: Date): Promise<KnownKey | undefined> {
    const hash = keyHashOf(text);
    if (!hash) return undefined;
    const name = hash.toString("hex");
    const known = this.#known.get(name) ?? { key: await this.#read(hash, now) };
    this.#known.set(name, known);
    const { key } = known;
    if (!key || key.expiresAt <= now) return undefined;
    this.#note(key.id, seoulDay(now));
    return key;
  }

  /** A key ended here. */
  forget(): void {
    this.#known.clear();
  }

  async #read(hash: Buffer, now: Date) {
    const row = await findApiKey(this.db, hash, now);
    if (!row) return undefined;
    const { id, space_id, person_id, scopes, expires_at, used_on } = row;
    if (used_on !== null) this.#noted.set(id, used_on);
    return { id, spaceId: space_id, personId: person_id, scopes, expiresAt: expires_at };
  }

  /** Once a day and process: its owner sees whether a key is of use, and when they last asked is nobody's business. */
  #note(id: number, day: string): void {
    if (this.#noted.get(id) === day) return;
    this.#noted.set(id, day);
    markApiKeyUsed(this.db, id, day).catch(this.onError);
  }
}
