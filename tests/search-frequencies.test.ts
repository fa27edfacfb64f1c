import { spawn } from "node:child_process";
import { Kysely, PostgresDialect } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { connect } from "#db/client.ts";
import { up } from "#db/migrations/2026-11-27T00-search-frequencies.ts";
import { grantPortalRights } from "#db/portal-rights.ts";
import { recountGrams } from "#db/queries/search-frequencies.ts";
import type { SearchDocument } from "#db/search-document.ts";
import { inTransaction } from "#db/transaction.ts";
import { PostgresEngine } from "#search/postgres.ts";
import { createTestDatabase, directoryOf, type TestDatabase } from "./support/database.ts";
import { programOf } from "./support/program.ts";
import { facetsOf, insertMatters, insertOtherSpace } from "./support/search-engines.ts";
import { RandomDocuments } from "./support/search-random.ts";

/** The index counts by itself how frequent grams are: exactly, and the same documents always give the same answer. */

const noWords = async () => ({ synonyms: [], stopWords: [] });

interface City extends TestDatabase {
  spaceId: number;
  otherSpaceId: number;
}
async function createCity(): Promise<City> {
  const database = await createTestDatabase("city");
  const spaceId = (await directoryOf(database.db)).space.id;
  return { ...database, spaceId, otherSpaceId: await insertOtherSpace(database.db, spaceId) };
}

const FIELDS = ["title_grams", "title_jamo", "title_initials", "text_grams"] as const;

/** What the counts must be, by the documents that are there, and what they are. */
async function counts({ db }: TestDatabase) {
  const wanted: Record<string, number> = {};
  const count = (key: string) => {
    wanted[key] = (wanted[key] ?? 0) + 1;
  };
  for (const document of await db.selectFrom("search_document").selectAll().execute()) {
    count(`${document.space_id}`);
    for (const field of FIELDS)
      for (const gram of document[field]) count(`${document.space_id} ${field} ${gram}`);
  }
  const grams = await db.selectFrom("search_gram_frequency").selectAll().execute();
  const totals = await db.selectFrom("search_gram_total").selectAll().where("documents", "<>", 0).execute();
  const kept = Object.fromEntries([
    ...grams.map((one) => [`${one.space_id} ${one.field} ${one.gram}`, one.documents]),
    ...totals.map((one) => [`${one.space_id}`, one.documents]),
  ]);
  return { wanted, kept };
}

describe("the counts", () => {
  const IDS = 80;
  let city: City;
  let engine: PostgresEngine;
  beforeAll(async () => {
    city = await createCity();
    engine = new PostgresEngine(city.db, noWords);
    const documents = new RandomDocuments(1, [city.spaceId, city.otherSpaceId], IDS);
    await insertMatters(
      city.db,
      Array.from({ length: IDS }, (_, i) => documents.document(i + 1)),
    );
  });
  afterAll(() => city.close());
  beforeEach(() => city.pool.query("delete from search_document"));

  const fill = async (seed: number) => {
    const random = new RandomDocuments(seed, [city.spaceId, city.otherSpaceId], IDS);
    await engine.index(Array.from({ length: IDS }, (_, i) => random.document(i + 1)));
    return random;
  };
  const expectExact = async () => {
    const { wanted, kept } = await counts(city);
    expect(kept).toEqual(wanted);
    return Object.keys(wanted).length;
  };

  test.each([1, 2, 3])("are exact after puts, changes and removals at random, %i", async (seed) => {
    const random = await fill(seed);
    for (let round = 0; round < 15; round += 1) {
      await engine.index(random.some());
      await engine.remove(random.refs());
      expect(await expectExact()).toBeGreaterThan(1000);
    }
  });

  test.each([
    ["numbers of supporters", "update search_document set support_count = support_count + 1"],
    ["a document of another space", "update search_document set space_id = $1 where id <= 10"],
    ["grams", "update search_document set text_grams = text_grams[1:5], title_jamo = '{}' where id > 70"],
    ["a key", "update search_document set kind = 'opinion' where id <= 5"],
    ["everything gone", "delete from search_document"],
  ])("follow whoever writes: %s", async (_, statement) => {
    await fill(4);
    await city.pool.query(statement, statement.includes("$1") ? [city.otherSpaceId] : []);
    await expectExact();
  });

  test("of nothing are nothing: a gram that nobody has any more leaves no row", async () => {
    await fill(5);
    await engine.remove(Array.from({ length: IDS }, (_, i) => ({ kind: "proposal", id: i + 1 })));
    expect((await counts(city)).kept).toEqual({});
  });

  test("what was undone is not counted", async () => {
    await fill(6);
    const { kept } = await counts(city);
    const undone = inTransaction(city.db, async (tx) => {
      await new PostgresEngine(tx, noWords).remove([{ kind: "proposal", id: 1 }]);
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect((await counts(city)).kept).toEqual(kept);
  });

  test("are exact while two processes write the same documents", async () => {
    await fill(7);
    const codes = [8, 9].map((seed) => {
      const spaces = [city.spaceId, city.otherSpaceId];
      const program = programOf("tests/support/index-process.ts");
      const child = spawn(process.execPath, [program, city.url, `${seed}`, `${IDS}`, ...spaces.map(String)], {
        stdio: ["ignore", "ignore", "inherit"],
      });
      return new Promise<number | null>((done) => child.once("exit", done));
    });
    expect(await Promise.all(codes)).toEqual([0, 0]);
    await expectExact();
  });

  test("that went wrong are mended by a recount, and an engine that remembers them hears of it", async () => {
    await fill(10);
    const recount = () => inTransaction(city.db, recountGrams);
    expect(await recount()).toBe(0);
    const before = await ask(engine, city.spaceId);
    await city.pool.query(`
      delete from search_gram_frequency where gram % 3 = 0;
      update search_gram_frequency set documents = documents + 40 where gram % 3 = 1;
      insert into search_gram_frequency values (${city.spaceId}, 'title_grams', 7, 7);
      update search_gram_total set documents = 1, changes = changes + 1`);
    expect(await ask(engine, city.spaceId)).not.toEqual(before);
    expect(await recount()).toBeGreaterThan(100);
    await expectExact();
    expect(await ask(engine, city.spaceId)).toEqual(before);
  });

  test("of an index that was there before are made by the migration", async () => {
    await fill(11);
    await city.owner.pool.query(`
      drop table search_gram_frequency, search_gram_total;
      drop function search_documents_put, search_documents_gone, search_documents_changed cascade`);
    await up(new Kysely<unknown>({ dialect: new PostgresDialect({ pool: city.owner.pool }) }));
    await grantPortalRights(city.owner.pool, new URL(city.url).username);
    await expectExact();
    await engine.remove([{ kind: "proposal", id: 3 }]);
    await expectExact();
  });
});

const QUESTIONS = [
  "학교 앞 신호등 설치",
  "학교앞신호등",
  "도서관 안내판",
  "체육관 쉼텨",
  "주민조례청구 학교 신호등",
  "ㅎㄱㅇㅅㅎㄷ",
  "신호",
  "앞",
  "정류장 울타리 철거해 주세요",
  "병원 앞 그늘막 화장실",
];

/** All that a reader may be told, with the scores. */
async function ask(engine: PostgresEngine, spaceId: number) {
  const answers = [];
  for (const text of QUESTIONS) {
    const scope = { spaceId, text, filters: {} };
    answers.push({
      text,
      relevant: await engine.query({ ...scope, order: "relevance", offset: 0, limit: 200 }),
      newest: await engine.query({ ...scope, order: "date", offset: 0, limit: 20 }),
      among: await engine.query({
        ...scope,
        filters: { category: ["safety"] },
        order: "relevance",
        offset: 0,
        limit: 50,
      }),
      facets: await facetsOf(engine, scope),
      suggested: await engine.suggest({ spaceId, text, limit: 20 }),
      similar: await engine.similar({
        spaceId,
        title: text,
        text: `${text}. 시장 앞 벤치 확대해 주세요`,
        kinds: ["proposal"],
        limit: 10,
      }),
    });
  }
  return answers;
}

describe("the same documents and the same question give the same answer", () => {
  /** More than are looked at for one gram: of those that all have, which ones are taken must be settled too. */
  const MANY = 3_300;
  let documents: SearchDocument[];
  let city: City;
  let engine: PostgresEngine;
  let first: Awaited<ReturnType<typeof ask>>;
  beforeAll(async () => {
    city = await createCity();
    const random = new RandomDocuments(20, [city.spaceId], MANY);
    documents = Array.from({ length: MANY }, (_, i) => random.document(i + 1));
    await insertMatters(city.db, documents);
    engine = new PostgresEngine(city.db, noWords);
    await engine.index(documents);
    first = await ask(engine, city.spaceId);
  });
  afterAll(() => city.close());

  test("they are answers", () => {
    for (const { text, relevant, similar } of first) {
      expect(relevant.hits, text).not.toEqual([]);
      expect(similar, text).not.toEqual([]);
    }
    expect(first[0]?.suggested.hits).not.toEqual([]);
  });

  /** Statistics are the superuser's. */
  const asSuperuser = async (statement: string) => {
    const name = new URL(city.url).pathname.slice(1);
    const { pool, close } = connect(`${inject("superuser")}/${name}`, { max: 1 });
    await pool.query(statement.replace("DATABASE", name));
    await close();
  };

  const columns = FIELDS.map((field) => `alter column ${field} set statistics 1000`).join(", ");
  test.each([
    ["asked again", "select"],
    ["after ANALYZE", "analyze"],
    ["with other statistics targets", `alter table search_document ${columns}; analyze search_document`],
    [
      "without statistics",
      `delete from pg_statistic where starelid in ('search_document'::regclass, 'search_gram_frequency'::regclass);
       update pg_class set reltuples = -1 where relname in ('search_document', 'search_gram_frequency')`,
    ],
    ["with rows that lie elsewhere", "cluster search_document using search_document_newest"],
    ["with another plan", "alter database DATABASE set enable_bitmapscan = off"],
    ["recounted", "recount"],
  ])("%s", async (_, statement) => {
    if (statement === "recount") await inTransaction(city.db, recountGrams);
    else await asSuperuser(statement);
    // one that remembers, and one that knows nothing over connections of its own
    expect(await ask(engine, city.spaceId)).toEqual(first);
    const { db, close } = connect(city.url);
    expect(await ask(new PostgresEngine(db, noWords), city.spaceId)).toEqual(first);
    await close();
  });

  test("written in another order, changed and taken out in between, with another space full of documents", async () => {
    const other = await createCity();
    const random = new RandomDocuments(21, [other.spaceId], MANY);
    const shuffled = [...documents].reverse();
    await insertMatters(other.db, shuffled);
    const engine = new PostgresEngine(other.db, noWords);
    await engine.index(shuffled.slice(0, 900).map(({ id }) => random.document(id)));
    await engine.remove(shuffled.slice(100, 400));
    await engine.index(shuffled);
    const neighbours = new RandomDocuments(22, [other.otherSpaceId], MANY);
    const theirs = Array.from({ length: 600 }, (_, i) => neighbours.document(10_000 + i));
    await insertMatters(other.db, theirs);
    await engine.index(theirs);
    expect(other.spaceId).toBe(city.spaceId);
    expect(await ask(engine, other.spaceId)).toEqual(first);
    await other.close();
  });
});
