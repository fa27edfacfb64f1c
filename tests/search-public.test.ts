import { afterAll, beforeAll, expect, test } from "vitest";
import { searchPublic } from "#app/domain/views/search-public.ts";
import type { Searcher } from "#search/engine.ts";
import { createTestDatabase, directoryOf, type TestDatabase } from "./support/database.ts";

/** What a search asks an engine. */
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test("questions with a word less are asked one after the other, until two find something", async () => {
  const asked: string[] = [];
  let [now, most] = [0, 0];
  const NO_COUNTS = { kind: [], category: [], district: [], state: [], office: [], year: [] };
  const engine: Searcher = {
    async query({ text }) {
      asked.push(text);
      now += 1;
      most = Math.max(most, now);
      await new Promise((done) => setTimeout(done, 5));
      now -= 1;
      return { hits: [], total: /^밤 .*정류장$/.test(text) ? 3 : 0, exact: true };
    },
    search: async () => ({ hits: [], total: 0, exact: true, facets: NO_COUNTS, correction: null }),
    similar: async () => [],
    suggest: async () => ({ hits: [], correction: null }),
  };
  const { space } = await directoryOf(database.db);
  const { waysOn } = await searchPublic(
    {
      db: database.db,
      engine,
      words: async () => ({ synonyms: [], stopWords: [] }),
      spaceId: space.id,
      language: "ko",
      now: new Date(),
    },
    { text: "밤 버스 노선 정류장", filters: {}, order: "relevance" },
    { offset: 0, limit: 20 },
  );
  expect(asked).toEqual(["밤 버스 노선", "밤 버스 정류장", "밤 노선 정류장"]);
  expect(waysOn?.fewerWords.map(({ text }) => text)).toEqual(asked.slice(1));
  expect(most).toBe(1);
});
