import type { Database } from "#db/client.ts";
import { analyseIndex } from "#db/queries/search-documents.ts";
import type { SearchDocument } from "#db/search-document.ts";
import type { SearchEngine } from "#search/engine.ts";
import { MeilisearchEngine } from "#search/meilisearch.ts";
import { PostgresEngine } from "#search/postgres.ts";
import type { WordsReader } from "#search/words.ts";
import { withIndexesAfterwards } from "./search-rows.ts";

/** An engine with an index of its own, and what becomes of it afterwards. */
export interface BenchEngine {
  engine: SearchEngine;
  fill(batches: Iterable<SearchDocument[]>): Promise<void>;
  discard(): Promise<void>;
}

const noWords: WordsReader = async () => ({ synonyms: [], stopWords: [] });

export async function embedded(db: Database): Promise<BenchEngine> {
  const engine = new PostgresEngine(db, noWords);
  return {
    engine,
    async fill(batches) {
      await withIndexesAfterwards(db, async () => {
        for (const batch of batches) await engine.index(batch);
      });
      await analyseIndex(db);
    },
    discard: async () => undefined, // with its database
  };
}

async function meilisearch(_db: Database, spaceId: number): Promise<BenchEngine> {
  const url = process.env.MEILI_URL ?? "";
  const apiKey = process.env.MEILI_API_KEY;
  const index = `bench-${process.pid}-${Date.now().toString(36)}`;
  const engine = new MeilisearchEngine({ url, apiKey, words: noWords, index });
  await engine.prepare(spaceId);
  return {
    engine,
    async fill(batches) {
      for (const batch of batches) await engine.index(batch);
    },
    async discard() {
      const headers = apiKey === undefined ? undefined : { authorization: `Bearer ${apiKey}` };
      await fetch(`${url}/indexes/${index}`, { method: "DELETE", headers });
    },
  };
}

/** The engines that are measured: the embedded one always, Meilisearch when its address is set. */
export const BENCH_ENGINES: Record<string, (db: Database, spaceId: number) => Promise<BenchEngine>> = {
  embedded,
  ...(process.env.MEILI_URL === undefined ? {} : { meilisearch }),
};
