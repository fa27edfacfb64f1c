import { LRUCache } from "lru-cache";

/** An answer is kept this many times as long as it took to read: so much of one connection's time goes to it at most. */
const SHARE = 50;
const LONGEST_MS = 60_000;
/** Within, several parts of one page ask. */
const SHORTEST_MS = 100;

interface Kept<Answer> {
  answer: Promise<Answer>;
  /** In milliseconds of `performance`; undefined: it is still being read. */
  until?: number;
}

/**
 * Readings that look at much and may be a moment old: each is kept the longer the dearer it was, and is read once for all
 * who ask meanwhile. Where there is little to read it is as good as fresh.
 */
export class CalmReads<Answer> {
  readonly #kept: LRUCache<string, Kept<Answer>>;

  constructor(most: number) {
    this.#kept = new LRUCache({ max: most });
  }

  /** @throws what the reading throws, to all who share it; the next asks anew */
  of(key: string, read: () => Promise<Answer>): Promise<Answer> {
    const known = this.#kept.get(key);
    if (known && (known.until === undefined || performance.now() < known.until)) return known.answer;
    const begun = performance.now();
    const kept: Kept<Answer> = { answer: read() };
    this.#kept.set(key, kept);
    kept.answer.then(
      () => {
        const took = performance.now() - begun;
        kept.until = performance.now() + Math.min(LONGEST_MS, Math.max(SHORTEST_MS, took * SHARE));
      },
      () => {
        if (this.#kept.peek(key) === kept) this.#kept.delete(key);
      },
    );
    return kept.answer;
  }
}
