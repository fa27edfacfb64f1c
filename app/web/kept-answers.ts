import { randomBytes } from "node:crypto";
import { LRUCache } from "lru-cache";
import { type KeptAnswer, keepable } from "./kept-answer.ts";
import { Renewals } from "./renewals.ts";

/**
 * Pages and reads of the API for people who are not signed in, kept for a moment: when a proposal is in the news,
 * thousands read it and one render a second serves them all.
 *
 * - Fresh for FRESH_MS. After that the first reader renders anew while the others still get the old answer
 *   (stale-while-revalidate), up to STALE_MS.
 * - Who reads after something was written here finds it, as long as that is cheap: what was made before the last write
 *   is made anew, so many times a second and no more (`Renewals`). On a portal where much is written that is never, and
 *   an answer is a second old.
 * - Readers that come while an answer is first made wait for that one. When it fails, one of them tries again while the
 *   others wait; when that fails too, they get the failure. What sets a cookie, is no page and no JSON, or says that one
 *   reader asked too much, is nobody's but its reader's, and each has their own made.
 */
const FRESH_MS = 1_000;
const STALE_MS = 5_000;
const MOST_BYTES = 64 * 1024 * 1024;

interface UnderWay {
  begunAt: number;
  answer: Promise<KeptAnswer | Response>;
}

interface Entry {
  kept?: KeptAnswer;
  /** Under way, if any. */
  making?: UnderWay;
}

/**
 * @param nonce for the page's own scripts; it is of this drawing alone, and does not leave with the page
 * @returns an answer for everybody, or one that is its reader's alone
 */
type Make = (nonce: string) => Promise<Response>;

export class KeptAnswers {
  readonly #entries = new LRUCache<string, Entry>({
    maxSize: MOST_BYTES,
    sizeCalculation: (entry, key) => key.length + 500 + (entry.kept?.size ?? 0),
  });
  readonly #renewals: Renewals;
  #writtenAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly now: () => number = () => performance.now()) {
    this.#renewals = new Renewals(now);
  }

  /** Something was written: whoever reads from here on should find it. */
  written(): void {
    this.#writtenAt = this.now();
  }

  /** What stands ready for a reader at this moment; undefined: ask {@link get}. */
  ready(key: string): KeptAnswer | undefined {
    const entry = this.#entries.get(key);
    return entry?.kept && this.#mayBeSent(entry.kept, entry) ? entry.kept : undefined;
  }

  /**
   * @param key all that tells two answers apart: language and address, which begins with `origin`
   * @param make the answer for whoever waits for it: it must not end with one reader
   * @returns the answer, to be sent with `sendKept`; or, if it is one reader's alone, as it is
   */
  async get({ key, origin }: { key: string; origin: string }, make: Make): Promise<KeptAnswer | Response> {
    for (let failuresSeen = 0; ; failuresSeen += 1) {
      const entry = this.#entries.get(key);
      if (entry?.kept && this.#mayBeSent(entry.kept, entry)) return entry.kept;
      const late = entry?.making && this.#isBeforeWrite(entry.making) && this.#renewals.take();
      if (!entry?.making || late) {
        if (!late && entry?.kept && this.#isBeforeWrite(entry.kept)) this.#renewals.take();
        return this.#begin({ key, origin }, entry?.kept, make);
      }
      const last = failuresSeen > 0;
      try {
        const made = await entry.making.answer;
        const own = made instanceof Response || made.headers.has("Set-Cookie");
        if (own || made.status === 429) return await this.#made(make, origin, this.now());
        if (made.status < 500 || last) return made;
      } catch (error) {
        if (last) throw error;
      }
    }
  }

  #isBeforeWrite({ begunAt }: { begunAt: number }): boolean {
    return begunAt <= this.#writtenAt;
  }

  #mayBeSent(kept: KeptAnswer, { making }: Entry): boolean {
    const age = this.now() - kept.begunAt;
    if (age >= STALE_MS) return false;
    // While there is work to spend on it, what was made before the last write is not good enough.
    if (this.#isBeforeWrite(kept) && this.#renewals.left()) return false;
    return age < FRESH_MS || making !== undefined;
  }

  #begin(
    { key, origin }: { key: string; origin: string },
    old: KeptAnswer | undefined,
    make: Make,
  ): Promise<KeptAnswer | Response> {
    const begunAt = this.now();
    const isNewest = () => this.#entries.peek(key)?.making === making;
    const answer = this.#made(make, origin, begunAt).then(
      (made) => {
        if (!isNewest()) return made;
        const keep = !(made instanceof Response) && made.status === 200 && !made.headers.has("Set-Cookie");
        if (keep) this.#entries.set(key, { kept: made });
        else this.#entries.delete(key);
        return made;
      },
      (error: unknown) => {
        if (isNewest()) this.#entries.delete(key);
        throw error;
      },
    );
    const making = { begunAt, answer };
    this.#entries.set(key, { kept: old, making });
    return answer;
  }

  async #made(make: Make, origin: string, begunAt: number): Promise<KeptAnswer | Response> {
    const nonce = randomBytes(16).toString("base64url");
    return keepable(await make(nonce), { nonce, begunAt, origin });
  }
}
