import { createHmac, randomBytes } from "node:crypto";
import { LRUCache } from "lru-cache";
import { seoulDay } from "#app/domain/calendar/dates.ts";
import type { Database } from "#db/client.ts";
import { upsertAbuseSign } from "#db/queries/abuse-signs.ts";
import type { AbuseKind } from "#db/tables/drive.ts";

/**
 * Looks for signs of abuse while people sign, and shows them to the clerk; it refuses nothing. Counts are kept in
 * memory, by a hash of address or person under a random key that lives for a day and is written nowhere: whoever has
 * the database and every key of the portal cannot try addresses against what is stored. So each process has tags of its
 * own, and one that ends forgets what it counted.
 */
const LIMITS = {
  /** Signatures from one address. An office or a school may well have some. */
  burst: { times: 20, withinMs: 10 * 60_000 },
  /** Attempts of one person at one drive. */
  retries: { times: 10, withinMs: 60 * 60_000 },
} as const satisfies Partial<Record<AbuseKind, { times: number; withinMs: number }>>;

interface Count {
  times: number;
  firstAt: Date;
}

export class AbuseWatch {
  readonly #counts = new LRUCache<string, Count>({ max: 50_000 });
  #key = { day: "", bytes: Buffer.alloc(0) };
  readonly #writing = new Set<Promise<void>>();

  constructor(
    private readonly db: Database,
    private readonly onError: (error: unknown) => void = () => undefined,
  ) {}

  noteSignature(matterId: number, address: string, at: Date): void {
    this.#note("burst", matterId, address, at);
  }

  noteAttempt(matterId: number, personId: number, at: Date): void {
    this.#note("retries", matterId, `person ${personId}`, at);
  }

  /** Resolves when everything that was seen is stored. */
  async settled(): Promise<void> {
    await Promise.all(this.#writing);
  }

  /** 16 hex digits. */
  #tag(what: string, day: string): string {
    if (this.#key.day !== day) this.#key = { day, bytes: randomBytes(32) };
    return createHmac("sha256", this.#key.bytes).update(what).digest("hex").slice(0, 16);
  }

  #note(kind: keyof typeof LIMITS, matterId: number, who: string, at: Date): void {
    const { times, withinMs } = LIMITS[kind];
    const about = this.#tag(`${kind} ${who}`, seoulDay(at));
    const key = `${matterId} ${about}`;
    const known = this.#counts.get(key);
    const count =
      known && at.getTime() - known.firstAt.getTime() <= withinMs
        ? { ...known, times: known.times + 1 }
        : { times: 1, firstAt: at };
    this.#counts.set(key, count);
    // Told at the limit and whenever it has doubled since: a burst of thousands is some writes.
    if (!Number.isInteger(Math.log2(count.times / times))) return;
    const sign = {
      matter_id: matterId,
      kind,
      about,
      times: count.times,
      first_at: count.firstAt,
      last_at: at,
    };
    const write = upsertAbuseSign(this.db, sign)
      .catch(this.onError)
      .finally(() => this.#writing.delete(write));
    this.#writing.add(write);
  }
}
