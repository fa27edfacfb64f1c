import { LRUCache } from "lru-cache";
import type { Language } from "#db/tables/language.ts";
import type { TestRun } from "./test-run.ts";

/** Of some 30 kB; the drafts that offices work on at a time. */
const MOST_KEPT = 100;

/**
 * Test runs of drafts, each made once for a version and a language: a run takes the one thread that answers, for as long as a thousand
 * ballots take, and a page of one is asked for again with each breakdown.
 */
export class TestRuns {
  readonly #kept = new LRUCache<string, TestRun>({ max: MOST_KEPT });

  /** @param make asked only if the run is not kept */
  get(
    { id, version, language }: { id: number; version: number; language: Language },
    make: () => TestRun,
  ): TestRun {
    const key = `${id}/${version}/${language}`;
    const kept = this.#kept.get(key) ?? make();
    this.#kept.set(key, kept);
    return kept;
  }
}
