import { createServer, type RequestListener } from "node:http";
import { Meilisearch } from "meilisearch";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SearchDocument, SearchWords } from "#db/search-document.ts";
import type { SearchQuery } from "#search/engine.ts";
import { MeilisearchEngine } from "#search/meilisearch.ts";
import { quoted } from "#search/meilisearch-filter.ts";
import { MeilisearchServer } from "#search/meilisearch-server.ts";
import { facetsOf } from "./support/search-engines.ts";

const url = process.env.MEILI_URL;
const apiKey = process.env.MEILI_API_KEY;
const SPACE = 1;

const document = (id: number, title: string, more: Partial<SearchDocument> = {}): SearchDocument => ({
  kind: "proposal",
  id,
  spaceId: SPACE,
  matterId: id,
  language: "ko",
  title,
  otherTitles: "",
  text: "",
  category: "transport",
  district: null,
  state: "gathering",
  office: null,
  year: 2026,
  publishedAt: new Date("2026-05-01T00:00:00Z"),
  supportCount: 0,
  ...more,
});

const asked = (text: string, more: Partial<SearchQuery> = {}): SearchQuery => ({
  spaceId: SPACE,
  text,
  filters: {},
  order: "relevance",
  offset: 0,
  limit: 10,
  ...more,
});

const idsOf = async (engine: MeilisearchEngine, query: SearchQuery) =>
  (await engine.query(query)).hits.map(({ id }) => id);

/** A value for a filter that would mean something if it were not quoted. */
const FILTER_SYNTAX = [
  '" OR spaceId = 2 OR category = "',
  'x"] OR spaceId IN [1, 2',
  "\\",
  '\\"',
  '\\\\" OR spaceId = 2 OR category = \\"x',
  "' OR '1' = '1",
  "_geoRadius(1, 2, 3)",
  "a\nb\t\0",
  "\ud800",
  "\\u{41}",
  "AND",
  "NOT",
  "",
];

describe("a server that is away, slow or broken", () => {
  const behind = async <T>(
    listener: RequestListener,
    use: (engine: MeilisearchEngine, url: string) => Promise<T>,
  ) => {
    const server = createServer(listener).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    try {
      const host = `http://127.0.0.1:${port}`;
      return await use(engineOf(host), host);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  };
  const engineOf = (host: string) =>
    new MeilisearchEngine({ url: host, words: async () => ({ synonyms: [], stopWords: [] }) });
  const json =
    (status: number, body: unknown): RequestListener =>
    (_, response) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
  const unavailable = { name: "EngineUnavailable" };

  test("nobody listens", async () => {
    await expect(engineOf("http://127.0.0.1:1").query(asked("신호등"))).rejects.toMatchObject(unavailable);
  });

  test("it never answers: given up after a second and a half", async () => {
    // Against a timer of this process and not a clock: on a busy machine both are late.
    const later = new Promise((done) => setTimeout(done, 10_000, "still waiting"));
    await behind(
      () => undefined,
      (engine) =>
        expect(Promise.race([engine.query(asked("신호등")), later])).rejects.toMatchObject(unavailable),
    );
  });

  test.each([
    ["an error of the server", json(500, { message: "broken", code: "internal" })],
    ["too busy", json(503, { message: "busy", code: "too_many_search_requests" })],
    ["no such index", json(404, { message: "Index not found", code: "index_not_found" })],
    ["a key that it refuses", json(403, { message: "invalid key", code: "invalid_api_key" })],
    ["something else that answers", (_, response) => response.end("<html>hello</html>")],
  ] satisfies [string, RequestListener][])("%s", async (_, listener) => {
    await behind(listener, (engine) =>
      expect(engine.query(asked("신호등"))).rejects.toMatchObject(unavailable),
    );
  });

  test("a server that refuses the first connection for any reason is asked anew", async () => {
    let asked = 0;
    const listener: RequestListener = (request, response) => {
      asked += 1;
      if (asked === 1) json(400, { message: "bad", code: "bad_request" })(request, response);
      else json(200, { uid: "x", key: "k", hits: [], totalHits: 0, results: [] })(request, response);
    };
    await behind(listener, async (_, url) => {
      const ours = new MeilisearchServer({ url, apiKey: "given", index: "i" });
      const ask = () => ours.search(async () => "answer");
      await expect(ask()).rejects.toMatchObject({ name: "MeilisearchApiError" });
      expect(await ask()).toBe("answer");
    });
  });

  test("a question of ours that is wrong is our mistake", async () => {
    await behind(json(400, { message: "bad filter", code: "invalid_search_filter" }), (engine) =>
      expect(engine.query(asked("신호등"))).rejects.toMatchObject({ name: "MeilisearchApiError" }),
    );
  });
});

test("a value of a filter is quoted and escaped", () => {
  expect(quoted("transport")).toBe('"transport"');
  expect(quoted('a"b')).toBe(String.raw`"a\"b"`);
  expect(quoted(String.raw`a\b`)).toBe(String.raw`"a\\b"`);
});

describe.skipIf(!url)("on a real Meilisearch (skipped without MEILI_URL)", () => {
  // never asked when it is skipped, but a client wants an address
  const server = url ?? "http://localhost";
  const index = `gonggam_test_${Date.now().toString(36)}`;
  let words: SearchWords = { synonyms: [], stopWords: [] };
  const engine = new MeilisearchEngine({ url: server, apiKey, index, words: async () => words });
  const admin = new Meilisearch({ host: server, apiKey });

  beforeAll(async () => {
    expect(await engine.prepare(SPACE)).toBe("created");
  });

  afterAll(async () => {
    const { results } = await admin.getRawIndexes({ limit: 1000 });
    for (const { uid } of results.filter((one) => one.uid.startsWith(index))) await admin.deleteIndex(uid);
    const keys = await admin.getKeys({ limit: 1000 });
    for (const { uid, name } of keys.results) if (name?.startsWith(index)) await admin.deleteKey(uid);
  });

  test("settings are pushed when ours change, and not otherwise", async () => {
    const settingsTasks = async () =>
      (await admin.tasks.getTasks({ indexUids: [index], types: ["settingsUpdate"] })).total;
    const before = await settingsTasks();
    expect(await engine.prepare(SPACE)).toBe("ready");
    expect(await settingsTasks()).toBe(before);
    words = { synonyms: [["킥보드", "퍼스널 모빌리티", "scooter"]], stopWords: ["관련"] };
    expect(await engine.prepare(SPACE)).toBe("ready");
    expect(await settingsTasks()).toBe(before + 1);
    expect(await engine.prepare(SPACE)).toBe("ready");
    expect(await settingsTasks()).toBe(before + 1);
  });

  test("a synonym that is taken out is taken out there too, and no word comes back changed", async () => {
    const actual = async () => (await admin.index(index).getSettings()).synonyms;
    words = { synonyms: [["constructor", "駐輪場", "자전거 주차장", "Ünï 5G"]], stopWords: [] };
    await engine.prepare(SPACE);
    const tasks = async () =>
      (await admin.tasks.getTasks({ indexUids: [index], types: ["settingsUpdate"] })).total;
    const before = await tasks();
    await engine.prepare(SPACE);
    expect(await tasks()).toBe(before);
    expect(Object.keys((await actual()) ?? {})).toHaveLength(4);
    words = { synonyms: [["constructor", "駐輪場"]], stopWords: [] };
    await engine.prepare(SPACE);
    expect(Object.keys((await actual()) ?? {})).toHaveLength(2);
    words = { synonyms: [], stopWords: [] };
    await engine.prepare(SPACE);
    expect(await actual()).toEqual({});
  });

  test("a rebuild may be begun again under its name", async () => {
    const rebuilt = engine.newRebuildName();
    expect(rebuilt.startsWith(`${index}-`)).toBe(true);
    await admin.createIndex(rebuilt, { primaryKey: "key" }).waitTask();
    await engine.beginRebuild(SPACE, rebuilt);
    await engine.beginRebuild(SPACE, rebuilt);
    expect((await admin.index(rebuilt).getSettings()).searchableAttributes).toContain("titleKeys");
    await admin.deleteIndex(rebuilt).waitTask();
  });

  test("no value of a filter is more than a value", async () => {
    await engine.index([
      document(1, "학교 앞 횡단보도", { category: 'a"b' }),
      document(2, "학교 앞 신호등", { category: String.raw`a\b` }),
      document(3, "다른 곳의 비밀", { spaceId: 2 }),
    ]);
    expect(await idsOf(engine, asked("", { filters: { category: ['a"b'] } }))).toEqual([1]);
    expect(await idsOf(engine, asked("학교", { filters: { category: [String.raw`a\b`] } }))).toEqual([2]);
    for (const value of FILTER_SYNTAX) {
      const filters = { category: [value], year: [value] };
      expect(await idsOf(engine, asked("", { filters })), value).toEqual([]);
      const facets = await facetsOf(engine, { spaceId: SPACE, text: "", filters });
      expect(facets.kind, value).toEqual([]);
    }
    await engine.remove([1, 2, 3].map((id) => ({ kind: "proposal", id })));
  });

  test("each of the two keys may do its own work and nothing else", async () => {
    const ours = new MeilisearchServer({ url: server, apiKey, index });
    const refused = { name: "EngineUnavailable", cause: { cause: { code: "invalid_api_key" } } };
    await expect(ours.write((client) => client.index(index).search("x"))).rejects.toMatchObject(refused);
    await expect(ours.write((client) => client.getKeys())).rejects.toMatchObject(refused);
    await expect(ours.search((client) => client.index(index).getDocuments())).rejects.toMatchObject(refused);
    await expect(ours.search((client) => client.index(`${index}-x`).search("x"))).rejects.toMatchObject(
      refused,
    );
    await expect(ours.write((client) => client.createIndex("others"))).rejects.toMatchObject(refused);
  });

  test("a key that may not manage keys is used as it is", async () => {
    const { key } = await admin.createKey({
      name: `${index}: given`,
      actions: ["search", "settings.get"],
      indexes: [index],
      expiresAt: null,
    });
    const limited = new MeilisearchEngine({ url: server, apiKey: key, index, words: async () => words });
    expect(await limited.prepare(SPACE)).toBe("ready");
    expect(await idsOf(limited, asked("아무것도"))).toEqual([]);
  });

  test("a task that fails is an error with the server's reason", async () => {
    const ours = new MeilisearchServer({ url: server, apiKey, index });
    await expect(ours.done((client) => client.createIndex(index))).rejects.toThrow(/already exists/);
  });

  test("a rebuild takes the place of the old index without a gap", async () => {
    await engine.index([document(10, "오래된 놀이터"), document(11, "사라진 놀이터")]);
    const rebuilt = engine.newRebuildName();
    await engine.beginRebuild(SPACE, rebuilt);
    expect(await engine.has(rebuilt)).toBe(true);
    await engine.index([document(10, "오래된 놀이터"), document(12, "새 놀이터")], rebuilt);
    await engine.remove([{ kind: "proposal", id: 99 }], rebuilt);
    expect((await idsOf(engine, asked("놀이터"))).sort()).toEqual([10, 11]);
    let over = false;
    const searching = (async () => {
      const seen: number[] = [];
      while (!over) seen.push((await idsOf(engine, asked("오래된 놀이터"))).includes(10) ? 1 : 0);
      return seen;
    })();
    await engine.finishRebuild(rebuilt);
    over = true;
    expect(await searching).not.toContain(0);
    expect((await idsOf(engine, asked("놀이터"))).sort()).toEqual([10, 12]);
    expect(await engine.has(rebuilt)).toBe(false);
  });

  test("a rebuild that was killed after the swap does not bring the old index back", async () => {
    const rebuilt = engine.newRebuildName();
    await engine.beginRebuild(SPACE, rebuilt);
    await engine.index([document(20, "가로등")], rebuilt);
    const { taskUid } = await admin.swapIndexes([{ indexes: [rebuilt, index], rename: false }]);
    await admin.tasks.waitForTask(taskUid);
    await engine.finishRebuild(rebuilt);
    expect(await idsOf(engine, asked(""))).toEqual([20]);
    expect(await engine.has(rebuilt)).toBe(false);
  });

  test("an index that is gone is made anew", async () => {
    await admin.deleteIndex(index).waitTask();
    await expect(engine.query(asked("놀이터"))).rejects.toMatchObject({ name: "EngineUnavailable" });
    const rebuilt = engine.newRebuildName();
    await engine.beginRebuild(SPACE, rebuilt);
    await engine.index([document(30, "분수대")], rebuilt);
    await engine.finishRebuild(rebuilt);
    expect(await idsOf(engine, asked("분수"))).toEqual([30]);
    await admin.deleteIndex(index).waitTask();
    expect(await engine.prepare(SPACE)).toBe("created");
  });

  test("who forgot to switch the keyboard finds it too", async () => {
    await engine.index([document(40, "횡단보도 신호 연장"), document(41, "도서관 야간 개방")]);
    expect(await idsOf(engine, asked("ghldeksqheh"))).toEqual([40]);
  });
});
