import { createHmac } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { SharedCounts } from "#app/platform/rate-limits.ts";
import type { Database } from "#db/client.ts";
import { upsertAbuseSign } from "#db/queries/abuse-signs.ts";
import type { AbuseKind } from "#db/tables/drive.ts";

/**
 * Looks for signs of abuse while people sign, and shows them to the clerk; it refuses nothing. What many do from one
 * address, or one does many times, is counted by all processes together, in the store of the limits: under hashes of
 * address or person with a key that is made of the portal's own and a salt that lives for a day, so who has the database
 * alone can try no addresses, and nobody can once the salt is gone. Who comes once to a process is written nowhere.
 */
const LIMITS = {
  /** Signatures from one address. An office or a school may well have some. */
  burst: { times: 20, withinMs: 10 * 60_000 },
  /** Attempts of one person at one drive. */
  retries: { times: 10, withinMs: 60 * 60_000 },
} as const satisfies Partial<Record<AbuseKind, { times: number; withinMs: number }>>;
type Watched = keyof typeof LIMITS;

/** From so many on in this process, the others are told: nearly everybody stays below. */
const TOLD_FROM = 2;
const TELL_EACH_MS = 1_000;
const MOST_COUNTED = 50_000;
const MOST_TOLD_AT_ONCE = 1_000;

interface Count {
  kind: Watched;
  matterId: number;
  who: string;
  /** Of all processes, as it was known last. */
  known: number;
  /** Counted here since. */
  untold: number;
  /** Of all, from where on signs are still to be shown; undefined: all are. */
  unshownFrom?: number;
  firstAt: Date;
  lastAt: Date;
}

interface AbuseWatchOptions {
  shared: SharedCounts;
  /** Of the portal; without it nobody knows a tag again. */
  secret: string;
  onError?: (error: unknown) => void;
}

export class AbuseWatch {
  readonly #counts = new LRUCache<string, Count>({ max: MOST_COUNTED });
  #changed = new Set<Count>();
  #timer: NodeJS.Timeout | undefined;
  #telling: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: Database,
    private readonly options: AbuseWatchOptions,
  ) {}

  noteSignature(matterId: number, address: string, at: Date): void {
    this.#note("burst", matterId, address, at);
  }

  noteAttempt(matterId: number, personId: number, at: Date): void {
    this.#note("retries", matterId, `person ${personId}`, at);
  }

  /** Resolves when everything that was seen is stored. */
  async settled(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#tell();
  }

  #note(kind: Watched, matterId: number, who: string, at: Date): void {
    const name = `${matterId} ${kind} ${who}`;
    const counted = this.#counts.get(name);
    const goesOn = counted && at.getTime() - counted.firstAt.getTime() <= LIMITS[kind].withinMs;
    const count = goesOn ? counted : { kind, matterId, who, known: 0, untold: 0, firstAt: at, lastAt: at };
    if (!goesOn) this.#counts.set(name, count);
    count.untold += 1;
    count.lastAt = at;
    if (count.known + count.untold < TOLD_FROM) return;
    this.#changed.add(count);
    this.#timer ??= setTimeout(() => void this.settled(), TELL_EACH_MS).unref();
  }

  /** One after the other, each in some statements for all that was counted meanwhile. */
  #tell(): Promise<void> {
    this.#telling = this.#telling.then(async () => {
      const changed = [...this.#changed];
      this.#changed = new Set();
      for (let from = 0; from < changed.length; from += MOST_TOLD_AT_ONCE)
        await this.#add(changed.slice(from, from + MOST_TOLD_AT_ONCE));
    });
    return this.#telling;
  }

  async #add(counts: readonly Count[]): Promise<void> {
    const told = counts.map((count) => ({ count, points: count.untold }));
    for (const { count } of told) count.untold = 0;
    let isAdded = false;
    try {
      const now = new Date(Math.max(...counts.map(({ lastAt }) => lastAt.getTime())));
      const salt = await this.options.shared.salt(now);
      const key = createHmac("sha256", this.options.secret).update("signs of abuse").update(salt).digest();
      const keyed = new Map(
        told.map((one) => [hashOf(key, `${one.count.matterId} ${tagged(one.count)}`).toString("hex"), one]),
      );
      const added = [...keyed].map(([hex, { count, points }]) => ({
        key: Buffer.from(hex, "hex"),
        points,
        endsAt: new Date(count.firstAt.getTime() + LIMITS[count.kind].withinMs),
      }));
      const rows = await this.options.shared.add(added, now);
      isAdded = true;
      const passed = rows.flatMap((row) => {
        const one = keyed.get(row.key.toString("hex"));
        if (!one) return [];
        const { count, points } = one;
        count.known = row.points;
        count.unshownFrom ??= row.points - points;
        return [{ count, firstAt: new Date(row.ends_at.getTime() - LIMITS[count.kind].withinMs) }];
      });
      for (const { count, firstAt } of passed) {
        await this.#show(count, key, { before: count.unshownFrom ?? 0, now: count.known, firstAt });
        count.unshownFrom = undefined;
      }
    } catch (error) {
      for (const { count, points } of told) {
        if (!isAdded) count.untold += points;
        if (!isAdded || count.unshownFrom !== undefined) this.#changed.add(count);
      }
      this.#timer ??= setTimeout(() => void this.settled(), TELL_EACH_MS).unref();
      this.options.onError?.(error);
    }
  }

  /**
   * Told at the limit and whenever it has doubled since: a burst of thousands is some writes. Counts are added to by one
   * process after the other, so of all of them one passes each such number.
   */
  async #show(
    count: Count,
    key: Buffer,
    { before, now, firstAt }: { before: number; now: number; firstAt: Date },
  ): Promise<void> {
    const { times } = LIMITS[count.kind];
    const level = doublings(now, times);
    if (level === undefined || level === doublings(before, times)) return;
    await upsertAbuseSign(this.db, {
      matter_id: count.matterId,
      kind: count.kind,
      about: hashOf(key, tagged(count)).toString("hex").slice(0, 16),
      times: times * 2 ** level,
      first_at: firstAt,
      last_at: count.lastAt,
    });
  }
}

const tagged = ({ kind, who }: Count) => `${kind} ${who}`;

const hashOf = (key: Buffer, text: string) => createHmac("sha256", key).update(text).digest().subarray(0, 16);

/** How often the limit has doubled in a number; undefined: it is below. */
const doublings = (number: number, limit: number) =>
  number < limit ? undefined : Math.floor(Math.log2(number / limit));
