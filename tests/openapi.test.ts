import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeKey } from "#app/domain/api-key/own-keys.ts";
import { closeBatches } from "#app/domain/kinds/drive/close-batches.ts";
import { LedgerKeys } from "#app/domain/ledger/ledger-keys.ts";
import { makeCheckpoints } from "#app/domain/ledger/make-checkpoints.ts";
import { readEnvironment } from "#app/environment.ts";
import { leafHash } from "#app/platform/merkle.ts";
import { Described, operationsOf, routedPaths } from "./support/api-document.ts";
import { Client, signIn } from "./support/client.ts";
import { createPerson, createTestDatabase, directoryOf, type TestDatabase } from "./support/database.ts";
import { makeDrive, portalSigning, standAt } from "./support/drive-city.ts";
import { STREET } from "./support/polls.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";
import { setUpHaetsal } from "./support/second-space.ts";

/** The description of the API against its route files, its format's schema, and the running demonstration city. */
let database: TestDatabase;
let portal: TestPortal;
let api: Described;
let visitor: Client;
let neighbour = 1;
let citizen: Client;
let officer: Client;
let imported: number;
const LEDGER_KEYS = new LedgerKeys(readEnvironment({}).LEDGER_KEY, "127.0.0.1");

beforeAll(async () => {
  database = await createTestDatabase("demonstration");
  imported = await importOne(database);
  portal = await startPortal({ database, environment: { RATE_LIMITS: "on", TRUSTED_PROXIES: "1" } });
  visitor = new Client(portal.url, () => ({ "X-Forwarded-For": `203.0.113.${neighbour}` }));
  citizen = await signIn(portal.url, "citizen-90001");
  officer = await signIn(portal.url, "officer-transport");
  api = new Described(await (await visitor.send("/api/v1/openapi.json")).json());
});
// What a reader's address may cost within ten seconds is not what these tests are about, but for one: each has its own.
beforeEach(() => {
  neighbour += 1;
});
afterAll(async () => {
  await portal.stop();
  await database.close();
});

/** A closed proposal of another portal, as an import leaves it. */
async function importOne({ db }: TestDatabase): Promise<number> {
  const { space } = await directoryOf(db);
  const at = new Date("2020-03-01T00:00:00Z");
  const { id } = await db
    .insertInto("matter")
    .values({
      space_id: space.id,
      kind: "proposal",
      state: "closed",
      title: "예전 청원",
      body: "예전에 받은 청원입니다.",
      category: "transport",
      district: null,
      author_id: null,
      rule_set_id: null,
      visibility: "public",
      opened_at: at,
      opens_at: at,
      closes_at: at,
      withdrawable_until: at,
      updated_at: at,
      ended_at: at,
      next_threshold: null,
      imported_count: 123,
      source: "elsewhere",
      source_id: "1",
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** All pages of a list, each held to the document. */
async function walk(path: string, asked: { id?: number; query?: string } = {}, most = 3) {
  const items = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < most; pages += 1) {
    const name = /\/(events|checkpoints)$/.test(path) ? "after" : "cursor";
    const parts: string[] = [...(asked.query ? [asked.query] : []), ...(cursor ? [`${name}=${cursor}`] : [])];
    const { body } = await api.ask(visitor, "GET", path, { id: asked.id, query: parts.join("&") });
    items.push(...body.items);
    cursor = body.next;
    if (cursor === null) break;
  }
  return items;
}

/** Somebody who may write there: permission is asked before the body is read. */
const writerOf = (path: string) =>
  /^\/api\/v1\/(duties\/|polls$|polls\/\{id\}\/approval)/.test(path) ? officer : citizen;

describe("the document", () => {
  test("has the addresses of the route files, and no others", async () => {
    expect(Object.keys(api.document.paths ?? {}).sort()).toEqual(await routedPaths());
  });

  test("has the methods that each address says it allows, and no others", async () => {
    for (const [path, item] of Object.entries(api.document.paths ?? {})) {
      const response = await visitor.send(path.replace("{id}", "1"), { method: "OPTIONS" });
      expect(response.status, path).toBe(405);
      const allowed = response.headers
        .get("Allow")
        ?.split(", ")
        .filter((method) => method !== "HEAD");
      expect(
        operationsOf(item)
          .map(([method]) => method)
          .sort(),
        path,
      ).toEqual(allowed?.sort());
      expect(api.faults({ $ref: "#/components/schemas/Problem" }, await response.json()), path).toBe("");
    }
  });

  test("is valid OpenAPI 3.1", async () => {
    const result = await new Validator().validate(JSON.parse(JSON.stringify(api.document)));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(api.document.openapi).toMatch(/^3\.1\./);
  });

  test("uses every schema that it has, and has every one that it uses", () => {
    const used = JSON.stringify(api.document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g);
    const names = [...new Set([...used].map(([, name]) => name))].sort();
    expect(names).toEqual(Object.keys(api.document.components?.schemas ?? {}).sort());
  });

  test("names each operation once and explains itself by examples that fit", () => {
    const operations = Object.values(api.document.paths ?? {}).flatMap(operationsOf);
    const names = operations.map(([, { operationId }]) => operationId);
    expect(new Set(names).size).toBe(names.length);
    const contents = operations.flatMap(([, { requestBody, responses = {} }]) =>
      [...(requestBody ? [requestBody] : []), ...Object.values(responses)].flatMap((part) =>
        Object.values<{ schema: object; example?: unknown; examples?: Record<string, { value: unknown }> }>(
          part.content ?? {},
        ),
      ),
    );
    const examples = contents.flatMap(({ schema, example, examples = {} }) =>
      [...(example === undefined ? [] : [example]), ...Object.values(examples).map(({ value }) => value)].map(
        (value) => ({ schema, value }),
      ),
    );
    expect(examples.length).toBeGreaterThan(30);
    for (const { schema, value } of examples) expect(api.faults(schema, value)).toBe("");
  });

  test("knows the categories, districts and offices of this city", async () => {
    const directory = await directoryOf(database.db);
    const schemas = api.document.components?.schemas ?? {};
    expect(schemas.Category).toMatchObject({ enum: directory.categories.map(({ code }) => code) });
    expect(schemas.District).toMatchObject({ enum: directory.districts.map(({ code }) => code) });
    expect(schemas.Office).toMatchObject({ enum: directory.offices.map(({ code }) => code) });
  });
});

describe("real answers are as described", () => {
  test("rules and the document itself", async () => {
    await api.ask(visitor, "GET", "/api/v1/rules");
    await api.ask(visitor, "GET", "/api/v1/openapi.json");
    await api.ask(visitor, "GET", "/api/v1/spaces");
    await api.ask(visitor, "GET", "/api/v1/spaces", { query: "cursor=x" });
    const head = await visitor.send("/api/v1/rules", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  test("the ledger", async () => {
    const events = await walk("/api/v1/events");
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    await api.ask(visitor, "GET", "/api/v1/events", { query: "after=x" });
    await makeCheckpoints(database.db, LEDGER_KEYS, new Date());
    const checkpoints = await walk("/api/v1/checkpoints");
    const { size, head } = checkpoints.at(-1) ?? {};
    // Jobs add lines meanwhile: the last that was walked may not be the last that is signed.
    const { body: signed } = await api.ask(visitor, "GET", "/api/v1/events", { query: `after=${size - 1}` });
    expect(signed.items[0]).toMatchObject({ seq: size, hash: head });
    await api.ask(visitor, "GET", "/api/v1/checkpoints", { query: "after=x" });
    const { body } = await api.ask(visitor, "GET", "/api/v1/checkpoints/keys");
    expect(body).toMatchObject({ key: LEDGER_KEYS.of("").verifierKey, witnesses: [] });
  });

  test("proposals, in every order and filter", async () => {
    for (const query of [
      ...["newest", "agreed", "closest", "closing"].map((sort) => `sort=${sort}`),
      ...["open", "closed", "withdrawn"].map((state) => `state=${state}`),
      ...["gathering", "awaiting", "answered", "forum"].map((stage) => `stage=${stage}`),
      ...["category=transport", "district=garam", "source=elsewhere", "lang=en", "unknown=1"],
    ])
      await walk("/api/v1/proposals", { query });
    expect((await walk("/api/v1/proposals", { query: "source=elsewhere" })).map(({ id }) => id)).toEqual([
      imported,
    ]);
    await api.ask(visitor, "GET", "/api/v1/proposals", { query: "sort=loudest" });
    for (const { id } of await walk("/api/v1/proposals", {}, 10))
      await api.ask(visitor, "GET", "/api/v1/proposals/{id}", { id });
    await api.ask(visitor, "GET", "/api/v1/proposals/{id}", { id: 999_999 });
  });

  test("search, in every order and filter", async () => {
    for (const query of [
      ...["", "sort=date", "sort=support", "q=%EB%B2%84%EC%8A%A4", "q=%EB%B2%84%EC%8A%A4&sort=relevance"],
      ...["proposal", "forum", "drive", "poll", "opinion", "reply"].map((kind) => `kind=${kind}`),
      ...[
        "category=transport&category=safety",
        "district=garam",
        "state=answered",
        "state=collecting",
        "office=transport",
      ],
      ...[
        "year=2026",
        "lang=en&q=bus",
        "unknown=1",
        "q=%EC%9A%B0%ED%9A%8C%EC%A0%84%20%EC%8B%A0%ED%98%B8%EB%93%AC",
      ],
    ])
      await walk("/api/v1/search", { query });
    await api.ask(visitor, "GET", "/api/v1/search", { query: "kind=person" });
    for (const query of ["", "q=%EB%B2%84", "q=%E3%85%8E%E3%84%B7", "lang=ja&q=%E3%83%90%E3%82%B9"])
      await api.ask(visitor, "GET", "/api/v1/search/suggestions", { query });
    await api.ask(visitor, "GET", "/api/v1/search/suggestions", { query: `q=${"x".repeat(201)}` });
  });

  test("publishing, agreeing and taking it back", async () => {
    const path = "/api/v1/proposals/{id}/agreement";
    const json = { title: "밤에도 밝은 골목", body: "가로등 사이가 너무 멉니다.", category: "transport" };
    const { status, body } = await api.ask(citizen, "POST", "/api/v1/proposals", { json });
    expect(status).toBe(201);
    const { id } = body;
    for (const [method, expected] of [
      ["PUT", 201],
      ["PUT", 200],
      ["DELETE", 200],
      ["DELETE", 200],
    ] as const)
      expect((await api.ask(citizen, method, path, { id })).status).toBe(expected);
    for (const method of ["PUT", "DELETE"]) {
      expect((await api.ask(citizen, method, path, { id: 999_999 })).status).toBe(404);
      expect((await api.ask(citizen, method, path, { id: imported })).status).toBe(409);
    }
  });

  test("duties and replies", async () => {
    const [states, path] = [["open", "overdue", "met"], "/api/v1/duties/{id}/replies"];
    const lists = await Promise.all(
      states.map((state) => walk("/api/v1/duties", { query: `state=${state}` }, 10)),
    );
    for (const { id } of lists.flat()) {
      await api.ask(visitor, "GET", "/api/v1/duties/{id}", { id });
      await api.ask(visitor, "GET", path, { id });
    }
    await api.ask(visitor, "GET", "/api/v1/duties", { query: "state=lost" });
    await api.ask(visitor, "GET", "/api/v1/duties/{id}", { id: 999_999 });
    await api.ask(visitor, "GET", path, { id: 999_999 });
    await api.ask(visitor, "GET", "/api/v1/forums/{id}/opinion-map", { id: 999_999 });

    const duty = lists[0]?.find(({ kind, nextDate }) => kind === "department-reply" && nextDate === null);
    const byLaw = lists.flat().find(({ kind }) => kind.startsWith("council-"));
    const own = await signIn(portal.url, `officer-${duty.office}`);
    const json = { body: "내년 예산에 반영하겠습니다.", decision: "will-do", expectedReplies: 0 };
    expect((await api.ask(citizen, "POST", path, { id: duty.id, json })).status).toBe(403);
    const mayor = await signIn(portal.url, "mayor");
    expect((await api.ask(mayor, "POST", path, { id: byLaw.id, json })).status).toBe(403);
    expect((await api.ask(own, "POST", path, { id: duty.id, json })).status).toBe(201);
    expect((await api.ask(own, "POST", path, { id: duty.id, json })).status).toBe(409);
    expect((await api.ask(own, "POST", path, { id: 999_999, json })).status).toBe(404);
    expect((await api.ask(visitor, "GET", "/api/v1/duties/{id}", { id: duty.id })).body.replies).toHaveLength(
      1,
    );
  });

  test("reports", async () => {
    const [path, { id }] = ["/api/v1/matters/{id}/reports", (await walk("/api/v1/proposals"))[0]];
    const send = (json: unknown, where = id) => api.ask(citizen, "POST", path, { id: where, json });
    expect((await send({ reason: "spam", note: "광고 같습니다" })).body).toMatchObject({
      reason: "spam",
      note: "광고 같습니다",
      outcome: null,
    });
    expect((await send({ reason: "insult" })).status).toBe(200);
    expect((await send({ reason: "none" })).status).toBe(422);
    expect((await send({ reason: "spam" }, 999_999)).status).toBe(404);
    expect((await api.ask(visitor, "POST", path, { id, json: { reason: "spam" } })).status).toBe(401);
  });

  test("comments", async () => {
    const path = "/api/v1/proposals/{id}/comments";
    const [proposal] = (await walk("/api/v1/proposals", { query: "state=open&sort=newest" })).slice(-1);
    const id = proposal.id;
    await walk(path, { id });
    await api.ask(visitor, "GET", path, { id: 999_999 });
    await api.ask(visitor, "GET", path, { id, query: "cursor=abc" });
    const write = (json: unknown, where = id, by = citizen) => api.ask(by, "POST", path, { id: where, json });
    const json = { body: "언제부터 하나요?" };
    expect((await write(json, id, visitor)).status).toBe(401);
    expect((await write(json)).body).toMatchObject({ body: json.body, hiddenReason: null, answer: null });
    expect((await write(json)).status).toBe(200);
    const [over] = await walk("/api/v1/proposals", { query: "state=closed" });
    expect((await write(json, over.id)).status).toBe(409);
    expect((await write({ ...json, answers: 999_999 })).status).toBe(403);
    expect((await write({ body: "" })).status).toBe(422);
    expect((await write(json, 999_999)).status).toBe(404);
  });

  test("forums and opinions", async () => {
    const path = "/api/v1/forums/{id}/opinions";
    const forums = (await walk("/api/v1/proposals", { query: "stage=forum" })).map(({ forum }) => forum);
    expect(forums.length).toBeGreaterThan(0);
    const listed = (await walk("/api/v1/forums")).map(({ id }) => id);
    expect(listed).toEqual(forums.toSorted((a, b) => b - a));
    await api.ask(visitor, "GET", "/api/v1/forums", { query: "cursor=abc" });
    for (const id of forums) {
      await api.ask(citizen, "GET", "/api/v1/forums/{id}", { id });
      await api.ask(visitor, "GET", "/api/v1/forums/{id}/opinion-map", { id });
      for (const query of ["", "stance=for", "stance=against", "sort=helpful", "sort=newest"])
        await walk(path, { id, query });
    }
    const id = forums.at(-1);
    await api.ask(visitor, "GET", "/api/v1/forums/{id}", { id: 999_999 });
    await api.ask(visitor, "GET", path, { id: 999_999 });
    await api.ask(visitor, "GET", path, { id, query: "cursor=abc" });
    const give = (stance: string, where = id) =>
      api.ask(citizen, "POST", path, { id: where, json: { stance, body: "제 생각은 이렇습니다." } });
    expect((await give("for")).status).toBe(201);
    expect((await give("other")).status).toBe(200);
    expect((await give("for", 999_999)).status).toBe(404);
    const { body } = await api.ask(citizen, "GET", "/api/v1/forums/{id}", { id });
    expect(body.opinion).toMatchObject({ stance: "other", version: 2 });
    await database.db
      .updateTable("matter")
      .set({ state: "closed", ended_at: new Date() })
      .where("id", "=", id)
      .execute();
    expect((await give("against")).status).toBe(409);
  });

  test("drives, signing and receipts", async () => {
    const { db } = database;
    const signing = portalSigning(db);
    const make = (statute: string) => makeDrive(db, signing, { at: new Date(), statute });
    const ids = [
      await make("ordinance-petition"),
      await make("residents-vote"),
      await make("assembly-petition"),
    ];
    for (const query of [
      ...["newest", "closing", "closest", "signed"].map((sort) => `sort=${sort}`),
      ...["collecting", "checking", "council", "decided", "ended"].map((stage) => `stage=${stage}`),
      "kind=ordinance-petition",
      "category=transport",
    ])
      await walk("/api/v1/drives", { query });
    await api.ask(visitor, "GET", "/api/v1/drives", { query: "stage=lost" });
    for (const id of ids) await api.ask(visitor, "GET", "/api/v1/drives/{id}", { id });
    await api.ask(visitor, "GET", "/api/v1/drives/{id}", { id: 999_999 });

    const [id = 0] = ids;
    const [path, own] = ["/api/v1/drives/{id}/signature", "/api/v1/drives/{id}/receipt"];
    const { textHash } = (await api.ask(visitor, "GET", "/api/v1/drives/{id}", { id })).body;
    const put = (client: Client, json: object, where = id) =>
      api.ask(client, "PUT", path, { id: where, json });
    const minor = await signIn(portal.url, "citizen-21");
    const refused = await put(minor, { consent: true, textHash });
    expect([refused.status, refused.body.reasons]).toEqual([403, ["too-young"]]);
    expect((await put(citizen, { consent: false, textHash })).status).toBe(422);
    expect((await put(citizen, { consent: true, textHash: "0".repeat(64) })).status).toBe(409);
    expect((await put(citizen, { consent: true, textHash }, 999_999)).status).toBe(404);
    expect((await put(citizen, { consent: true, textHash })).status).toBe(201);
    expect((await put(citizen, { consent: true, textHash })).status).toBe(200);
    expect((await api.ask(citizen, "GET", "/api/v1/drives/{id}", { id })).body.signed).toBe(true);

    await api.ask(visitor, "GET", own, { id });
    await api.ask(minor, "GET", own, { id });
    await closeBatches(signing, new Date());
    const receipt = (await api.ask(citizen, "GET", own, { id })).body;
    expect(receipt.proof.note).toBe(receipt.note);
    const text = receipt.note.slice(0, receipt.note.lastIndexOf("\n\n") + 1);
    const leaf = leafHash(text).toString("hex");
    expect(receipt.leaf).toBe(leaf);
    const found = await api.ask(visitor, "GET", "/api/v1/receipts/{leaf}", { id: leaf });
    expect(found.body.root).toBe(receipt.proof.root);
    await api.ask(visitor, "GET", "/api/v1/receipts/{leaf}", { id: "0".repeat(64) });

    expect((await api.ask(citizen, "DELETE", path, { id })).status).toBe(200);
    expect((await api.ask(citizen, "DELETE", path, { id })).status).toBe(404);
    expect((await put(citizen, { consent: true, textHash })).status).toBe(201);
    await standAt(db, id, "handed-in", { handed_in_at: new Date() });
    expect((await api.ask(citizen, "DELETE", path, { id })).status).toBe(409);
  });

  test("one-touch polls", async () => {
    const path = "/api/v1/quick-polls";
    const json = { question: "어디에서 만날까요?", choices: ["역", "광장"], lasts: "hour" };
    const { status, body } = await api.ask(citizen, "POST", path, { json });
    expect(status).toBe(201);
    const { name } = body;
    await api.ask(visitor, "GET", `${path}/{name}`, { id: name });
    await api.ask(visitor, "GET", `${path}/{name}`, { id: "nobody-made-this" });
    const phone = new Client(portal.url);
    const put = (choice: unknown, id = name) =>
      api.ask(phone, "PUT", `${path}/{name}/vote`, { id, json: { choice } });
    expect((await put(1)).status).toBe(201);
    expect((await put(2)).status).toBe(200);
    expect((await put(9)).status).toBe(422);
    expect((await put(1, "nobody-made-this")).status).toBe(404);
    const messages = `${path}/{name}/messages`;
    const spoken = encodeURIComponent("골목-축제"); // the demonstration's
    expect((await api.ask(visitor, "GET", messages, { id: spoken })).body.items).toHaveLength(4);
    await api.ask(visitor, "GET", messages, { id: spoken, query: "cursor=abc" });
    await api.ask(visitor, "GET", messages, { id: "nobody-made-this" });
    await database.db
      .updateTable("quick_poll")
      .set({ created_at: new Date(0), closes_at: new Date(1) })
      .where("name", "=", name)
      .execute();
    expect((await put(1)).status).toBe(409);
  });

  test("polls, ballots and results", async () => {
    for (const query of [
      ...["newest", "closing", "participants"].map((sort) => `sort=${sort}`),
      ...["scheduled", "open", "closed", "withdrawn"].map((state) => `state=${state}`),
    ])
      for (const { id } of await walk("/api/v1/polls", { query }))
        await api.ask(visitor, "GET", "/api/v1/polls/{id}", { id });
    await api.ask(visitor, "GET", "/api/v1/polls", { query: "state=secret" });
    await api.ask(visitor, "GET", "/api/v1/polls/{id}", { id: 999_999 });
    const json = {
      ...STREET,
      results: "after-closing",
      gifts: [{ name: "책 교환권", count: 2 }],
      opinionMap: true,
      closesAt: new Date(Date.now() + 60 * 60 * 1000).toISOString(),
    };
    const { body: made } = await api.ask(officer, "POST", "/api/v1/polls", { json });
    const { id } = made;
    await api.ask(officer, "GET", "/api/v1/polls/{id}", { id });
    const approve = async (client: Client, asked: { id: number; query?: string }) =>
      (await api.ask(client, "POST", "/api/v1/polls/{id}/approval", asked)).status;
    const other = await signIn(portal.url, "officer-welfare");
    expect(await approve(officer, { id })).toBe(403);
    expect(await approve(other, { id: 999_999 })).toBe(404);
    expect(await approve(other, { id, query: "version=first" })).toBe(422);
    expect(await approve(other, { id })).toBe(201);
    expect(await approve(other, { id })).toBe(409);
    const cast = async (answers: object, where = id) =>
      (await api.ask(citizen, "PUT", "/api/v1/polls/{id}/ballot", { id: where, json: { answers } })).status;
    expect(await cast({ first: "wide" }, 999_999)).toBe(404);
    expect(await cast({ first: "nothing" })).toBe(422);
    expect(await cast({ first: "wide" })).toBe(201);
    expect(await cast({ first: "trees", order: ["calm"], mood: 3 })).toBe(200);
    await api.ask(citizen, "GET", "/api/v1/polls/{id}", { id });
    for (const where of [id, 999_999])
      expect((await api.ask(visitor, "GET", "/api/v1/polls/{id}/opinion-map", { id: where })).status).toBe(
        where === id ? 200 : 404,
      );
    const results = "/api/v1/polls/{id}/results";
    expect((await api.ask(visitor, "GET", results, { id })).status).toBe(409);
    expect((await api.ask(visitor, "GET", results, { id: 999_999 })).status).toBe(404);
    const draw = "/api/v1/polls/{id}/draw";
    expect((await api.ask(visitor, "GET", draw, { id })).status).toBe(409);
    expect((await api.ask(visitor, "GET", draw, { id: 999_999 })).status).toBe(404);
    const picks = await database.db.selectFrom("poll_draw").select("matter_id as id").execute();
    expect(picks).toHaveLength(1);
    for (const pick of picks) expect((await api.ask(visitor, "GET", draw, pick)).status).toBe(200);
    await database.db.updateTable("matter").set({ closes_at: new Date() }).where("id", "=", id).execute();
    expect(await cast({ first: "wide" })).toBe(409);
    const [closed] = await walk("/api/v1/polls", { query: "state=closed&sort=participants" });
    expect((await api.ask(visitor, "GET", results, { id: closed.id })).body.final).toBe(true);
  });

  test("residents' votes, announced and decided", async () => {
    const votes = await walk("/api/v1/votes");
    expect(new Set(votes.map(({ state }: { state: string }) => state)).size).toBeGreaterThan(1);
    for (const { id } of votes) await api.ask(visitor, "GET", "/api/v1/votes/{id}", { id });
    expect((await api.ask(visitor, "GET", "/api/v1/votes/{id}", { id: 999_999 })).status).toBe(404);
    expect((await api.ask(visitor, "GET", "/api/v1/votes", { query: "cursor=abc" })).status).toBe(422);
  });

  test("what every read that anybody may ask refuses of a key", async () => {
    const { db } = database;
    const { space } = await setUpHaetsal(db);
    const asked = { name: "다른 곳의 키", scopes: ["matters", "search", "ledger"], days: "30" };
    const elsewhere = await makeKey(db, space.id, await createPerson(db), asked, new Date());
    const reads = api.described().filter((answer) => /^GET .* 403$/.test(answer));
    expect(reads.length).toBeGreaterThan(15);
    for (const read of reads) {
      const [, path = ""] = read.split(" ");
      const id = path.includes("{leaf}") ? "0".repeat(64) : 999_999;
      const shown = (key: string) => ({ id, init: { headers: { Authorization: `Bearer ${key}` } } });
      expect((await api.ask(visitor, "GET", path, shown("gonggam_none"))).status, path).toBe(401);
      expect((await api.ask(visitor, "GET", path, shown(elsewhere))).status, path).toBe(403);
    }
  });

  test("what every write refuses", async () => {
    const writes = Object.entries(api.document.paths ?? {}).flatMap(([path, item]) =>
      operationsOf(item)
        .filter(([method]) => method !== "GET")
        .map(([method, { requestBody, security = [] }]) => ({
          method,
          path,
          takesJson: requestBody !== undefined,
          isOpen: security.some((way) => Object.keys(way).length === 0),
        })),
    );
    expect(writes.length).toBeGreaterThan(4);
    const foreign = { headers: { Origin: "https://elsewhere.example" } };
    const plain = { headers: { "Content-Type": "text/plain" } };
    for (const { method, path, takesJson, isOpen } of writes) {
      const ask = async (client: Client, asked: Parameters<Described["ask"]>[3]) =>
        (await api.ask(client, method, path, { id: 999_999, ...asked })).status;
      const writer = writerOf(path);
      if (!isOpen) expect(await ask(visitor, {}), path).toBe(401);
      expect(await ask(writer, { init: foreign }), path).toBe(403);
      expect(await ask(writer, { json: "x".repeat(300_000) }), path).toBe(413);
      const chunks = new Blob(["{}"]).stream();
      expect(await ask(writer, { init: { body: chunks, duplex: "half" } }), path).toBe(400);
      if (!takesJson) continue;
      expect(await ask(writer, { json: [] }), path).toBe(400);
      expect(await ask(writer, { json: {} }), path).toBe(422);
      expect(await ask(writer, { json: {}, init: plain }), path).toBe(415);
    }
  });

  test("too much", async () => {
    const until429 = async (method: string, path: string, most = 200) => {
      for (let count = 0; count < most; count += 1)
        if ((await api.ask(writerOf(path), method, path, { id: 999_999, json: {} })).status === 429) return;
      throw new Error(`${method} ${path} has no limit.`);
    };
    await until429("POST", "/api/v1/proposals");
    await until429("PUT", "/api/v1/proposals/{id}/agreement");
    await until429("DELETE", "/api/v1/proposals/{id}/agreement");
    await until429("POST", "/api/v1/proposals/{id}/comments");
    await until429("POST", "/api/v1/duties/{id}/replies");
    await until429("POST", "/api/v1/forums/{id}/opinions");
    await until429("POST", "/api/v1/matters/{id}/reports");
    await until429("POST", "/api/v1/quick-polls");
    // Each that is refused is of a device that is new.
    await until429("PUT", "/api/v1/quick-polls/{name}/vote", 1_500);
    await until429("POST", "/api/v1/polls");
    await until429("POST", "/api/v1/polls/{id}/approval");
    await until429("PUT", "/api/v1/polls/{id}/ballot");
    await until429("PUT", "/api/v1/drives/{id}/signature");
    await until429("DELETE", "/api/v1/drives/{id}/signature");
    // Whose work is spent, until its ten seconds are over: each that is asked meanwhile is refused, but for what is kept.
    let asked = 0;
    const spend = async () => {
      for (let status = 0; status !== 429; asked += 1)
        ({ status } = await visitor.send(`/api/v1/search/suggestions?q=${asked}`));
    };
    const spent = async (ask: () => Promise<{ status: number }>) => {
      do await spend();
      while ((await ask()).status !== 429);
    };
    for (const answer of api.described().filter((answer) => /^GET .* 429$/.test(answer))) {
      const [, path = ""] = answer.split(" ");
      await spent(() =>
        api.ask(visitor, "GET", path, { id: path.includes("{leaf}") ? "0".repeat(64) : 999_999 }),
      );
    }
    await spent(async () => {
      const page = await visitor.send(`/search?q=${asked}`);
      if (page.status === 429) expect(Number(page.headers.get("Retry-After"))).toBeGreaterThan(0);
      return page;
    });
  });

  test("an address that is too long, before any operation is known", async () => {
    const response = await visitor.send(`/api/v1/rules?lang=${"x".repeat(16_384)}`);
    expect([response.status, await response.text()]).toEqual([431, ""]);
    expect(api.described()).toContain("GET /api/v1/rules 431");
  });

  test("nothing that is described was left out, but for what a sound portal does not say", () => {
    const unseen = api.described().filter((answer) => !api.seen.has(answer) && !/ (431|503)$/.test(answer));
    expect(unseen).toEqual([]);
  });
});
