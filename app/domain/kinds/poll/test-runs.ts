import { LRUCache } from "lru-cache";
import type { PollShown } from "#db/tables/poll-definition.ts";

/** Of some 30 kB; the drafts that offices work on at a time. */
const MOST_KEPT = 100;

/**
 * Test runs of drafts, each made once for a version: a run takes the one thread that answers, for as long as a thousand
 * ballots take, and a page of one is asked for again with each breakdown.
 */
export class TestRuns {
  readonly #kept = new LRUCache<string, PollShown>({ max: MOST_KEPT });

  /** @param make asked only if the run is not kept */
  get({ id, version }: { id: number; version: number }, make: () => PollShown): PollShown {
    const key = `${id}/${version}`;
    const kept = this.#kept.get(key) ?? make();
    this.#kept.set(key, kept);
    return kept;
  }
}
