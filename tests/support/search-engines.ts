import { sql } from "kysely";
import type { Database } from "#db/client.ts";
import type { SearchDocument } from "#db/search-document.ts";
import type { FacetCounts, SearchEngine, SearchQuery } from "#search/engine.ts";
import { MeilisearchEngine } from "#search/meilisearch.ts";
import { PostgresEngine } from "#search/postgres.ts";
import type { WordsReader } from "#search/words.ts";
import { createTestDatabase, directoryOf } from "./database.ts";

/** An engine with an empty index of its own. */
export interface TestEngine {
  engine: SearchEngine;
  spaceId: number;
  otherSpaceId: number;
  /** Indexes documents; for the embedded engine the matters that they belong to are made. */
  put(documents: SearchDocument[]): Promise<void>;
  discard(): Promise<void>;
}

const words: WordsReader = async () => ({
  synonyms: [
    ["횡단보도", "건널목"],
    ["전동킥보드", "electric scooter"],
  ],
  stopWords: ["관련"],
});

/** Every engine that can be tried here: the embedded one always, Meilisearch when its address is set. */
export const TEST_ENGINES: Record<string, () => Promise<TestEngine>> = {
  embedded: () => create((db) => ({ engine: new PostgresEngine(db, words), discard: async () => undefined })),
  ...(process.env.MEILI_URL === undefined ? {} : { meilisearch: () => create(createMeilisearch) }),
};

type Made = { engine: SearchEngine; discard(): Promise<void> };

async function create(make: (db: Database, spaceId: number) => Made | Promise<Made>): Promise<TestEngine> {
  const database = await createTestDatabase("city");
  const { db } = database;
  const spaceId = (await directoryOf(db)).space.id;
  const otherSpaceId = await insertOtherSpace(db, spaceId);
  const { engine, discard } = await make(db, spaceId);
  return {
    engine,
    spaceId,
    otherSpaceId,
    async put(documents) {
      await insertMatters(db, documents);
      await engine.index(documents);
    },
    async discard() {
      await discard();
      await database.close();
    },
  };
}

async function createMeilisearch(_db: Database, spaceId: number): Promise<Made> {
  const url = process.env.MEILI_URL ?? "";
  const apiKey = process.env.MEILI_API_KEY;
  const index = `test-${process.pid}-${Date.now().toString(36)}`;
  const engine = new MeilisearchEngine({ url, apiKey, words, index });
  await engine.prepare(spaceId);
  return {
    engine,
    async discard() {
      const headers = apiKey === undefined ? undefined : { authorization: `Bearer ${apiKey}` };
      await fetch(`${url}/indexes/${index}`, { method: "DELETE", headers });
    },
  };
}

export async function insertOtherSpace(db: Database, spaceId: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into space (code, kind, name, created_at) select 'other', kind, name, now() from space where id = ${spaceId}
    returning id`.execute(db);
  await sql`
    insert into office (space_id, code, kind, name)
    select ${rows[0]?.id}, code, kind, name from office where space_id = ${spaceId}`.execute(db);
  await sql`
    insert into category (space_id, code, name, position, office_id)
    select ${rows[0]?.id}, code, name, position,
      (select min(id) from office where space_id = ${rows[0]?.id}) from category where space_id = ${spaceId}`.execute(
    db,
  );
  return rows[0]?.id ?? 0;
}

export async function insertMatters(db: Database, documents: readonly SearchDocument[]): Promise<void> {
  await sql`
    insert into matter (id, space_id, kind, state, visibility, title, body, category, opened_at, opens_at, closes_at,
      updated_at, ended_at, imported_count, source, source_id)
    overriding system value
    select distinct on (given.id) given.id, space_id, 'proposal', 'closed', 'public', 'matter', '',
      (select min(code) from category where category.space_id = given.space_id), now(), now(),
      now(), now(), now(), 0, 'test', given.id::text
    from unnest(${documents.map((one) => one.matterId)}::bigint[], ${documents.map((one) => one.spaceId)}::int[])
      as given (id, space_id)
    on conflict do nothing`.execute(db);
}

/** The counts beside an answer. */
export async function facetsOf(
  engine: Pick<SearchEngine, "search">,
  scope: Pick<SearchQuery, "spaceId" | "text" | "filters">,
): Promise<FacetCounts> {
  const { facets } = await engine.search({ ...scope, order: "relevance", offset: 0, limit: 1 });
  return facets;
}
