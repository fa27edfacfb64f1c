import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client, signIn } from "./support/client.ts";
import { createTestDatabase, type TestDatabase } from "./support/database.ts";
import { drawnIn } from "./support/pdf-signs.ts";
import { DAY, STREET } from "./support/polls.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** Polls as programs meet them: the contract, and who may do what. */
let database: TestDatabase;
let portal: TestPortal;
const people = new Map<string, Client>();

beforeAll(async () => {
  database = await createTestDatabase("demonstration");
  portal = await startPortal({ database });
  people.set("visitor", new Client(portal.url));
  for (const login of [
    "citizen-21",
    "citizen-5001",
    "citizen-5002",
    "officer-transport",
    "officer-welfare",
    "moderator",
    "clerk",
    "mayor",
    "admin",
  ])
    people.set(login, await signIn(portal.url, login));
});
afterAll(async () => {
  await portal.stop();
  await database.close();
});

const as = (login: string): Client => {
  const client = people.get(login);
  if (!client) throw new Error(`Nobody signed in as ${login}.`);
  return client;
};
async function ask(login: string, method: string, path: string, body?: unknown) {
  const response = await as(login).json(path, method, body);
  return { status: response.status, body: await response.json() };
}

const content = (change: object = {}) => ({
  ...STREET,
  closesAt: new Date(Date.now() + DAY).toISOString(),
  ...change,
});
async function makeOne(change: object = {}): Promise<number> {
  const { status, body } = await ask("officer-transport", "POST", "/api/v1/polls", content(change));
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}
async function openOne(change: object = {}): Promise<number> {
  const id = await makeOne(change);
  const { status, body } = await ask("officer-welfare", "POST", `/api/v1/polls/${id}/approval`);
  expect(status, JSON.stringify(body)).toBe(201);
  return id;
}

describe("from an officer to the citizens", () => {
  test("what an officer makes is there for officers alone, until another one approves it", async () => {
    const id = await makeOne();
    for (const login of ["visitor", "citizen-5001", "moderator", "clerk"])
      expect((await ask(login, "GET", `/api/v1/polls/${id}`)).status, login).toBe(404);
    for (const login of ["officer-transport", "officer-welfare", "mayor"])
      expect((await ask(login, "GET", `/api/v1/polls/${id}`)).body, login).toMatchObject({
        id,
        state: "scheduled",
        approved: false,
        mayChange: true,
        results: "live",
        participants: { count: 0 },
        questions: [{ id: "first", type: "single", required: true }, {}, {}, {}, {}, {}],
      });
    const approval = `/api/v1/polls/${id}/approval`;
    expect((await ask("citizen-5001", "PUT", `/api/v1/polls/${id}/ballot`, { answers: {} })).status).toBe(
      404,
    );
    expect((await ask("officer-transport", "POST", approval)).body.code).toBe("not-permitted");
    expect((await ask("officer-welfare", "POST", `${approval}?version=2`)).body.code).toBe(
      "changed-meanwhile",
    );
    expect((await ask("officer-welfare", "POST", approval)).status).toBe(201);
    expect((await ask("mayor", "POST", approval)).body.code).toBe("changed-meanwhile");
    expect((await ask("visitor", "GET", `/api/v1/polls/${id}`)).body).toMatchObject({
      id,
      state: "open",
      approved: true,
    });
    const list = await ask("visitor", "GET", "/api/v1/polls?state=open");
    expect(list.body.items[0]).toMatchObject({ id, state: "open", participants: { count: 0 } });
  });

  test("a ballot is 201, changed it is 200, and 409 where it may not be", async () => {
    const id = await openOne();
    const ballot = `/api/v1/polls/${id}/ballot`;
    const first = await ask("citizen-5001", "PUT", ballot, { answers: { first: "wide" } });
    expect(first).toMatchObject({ status: 201, body: { count: 1 } });
    const again = await ask("citizen-5001", "PUT", ballot, { answers: { first: "trees" } });
    expect(again).toEqual({ status: 200, body: first.body });
    expect((await ask("citizen-5001", "GET", `/api/v1/polls/${id}`)).body.own).toMatchObject({
      answers: { first: "trees" },
      receipt: first.body.receipt,
    });
    // One ballot waits for others, so that the totals do not say whose it is.
    expect((await ask("visitor", "GET", `/api/v1/polls/${id}/results`)).body).toMatchObject({
      participants: 0,
      tookPart: 1,
      final: false,
      questions: [{ id: "first", answered: 0, counts: { wide: 0, trees: 0, bikes: 0 } }, {}, {}, {}, {}, {}],
      breakdowns: [],
    });
    const fixed = await openOne({ mayChange: false });
    await ask("citizen-5001", "PUT", `/api/v1/polls/${fixed}/ballot`, { answers: { first: "wide" } });
    const refused = await ask("citizen-5001", "PUT", `/api/v1/polls/${fixed}/ballot`, {
      answers: { first: "wide" },
    });
    expect(refused).toMatchObject({ status: 409, body: { code: "ballot-fixed" } });
  });

  test.each<[string, unknown, number, string]>([
    ["a choice of another question", { answers: { first: "bench" } }, 422, "answers.first"],
    ["too many", { answers: { first: "wide", also: ["bench", "light", "shade"] } }, 422, "answers.also"],
    ["a number for a list", { answers: { first: "wide", order: 3 } }, 422, "answers.order"],
    ["true", { answers: { first: true } }, 422, "answers.first"],
    ["no answers", {}, 422, "answers"],
    ["answers that are a list", { answers: [] }, 422, "answers"],
    ["answers that are text", { answers: "first" }, 422, "answers"],
  ])("%s is refused by its name", async (_, body, status, field) => {
    const id = await openOne();
    const answer = await ask("citizen-5002", "PUT", `/api/v1/polls/${id}/ballot`, body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    expect(answer.body.errors[0].field).toBe(field);
  });

  test("results wait for the closing where the poll says so, and nothing opens before its time", async () => {
    const id = await openOne({
      results: "after-closing",
      opensAt: new Date(Date.now() + DAY / 2).toISOString(),
    });
    expect((await ask("visitor", "GET", `/api/v1/polls/${id}`)).body.state).toBe("scheduled");
    expect(await ask("visitor", "GET", `/api/v1/polls/${id}/results`)).toMatchObject({
      status: 409,
      body: { code: "not-yet" },
    });
    const early = await ask("citizen-5001", "PUT", `/api/v1/polls/${id}/ballot`, {
      answers: { first: "wide" },
    });
    expect(early).toMatchObject({ status: 409, body: { code: "not-yet-open" } });
  });

  test("who is not asked is told why", async () => {
    const id = await openOne({ who: { minAge: 19 } });
    const minor = await ask("citizen-21", "PUT", `/api/v1/polls/${id}/ballot`, {
      answers: { first: "wide" },
    });
    expect(minor).toMatchObject({ status: 403, body: { code: "not-elector", reasons: ["too-young"] } });
  });

  test.each([
    ["title.ko", { title: "" }],
    ["pages.0.questions.0.type", { pages: undefined, questions: [{ type: "secret", title: "무엇" }] }],
    ["closesAt", { closesAt: "2020-01-01T00:00:00Z" }],
    ["related", { related: [999_999_999] }],
    ["who.roll", { who: { roll: "no-such" } }],
    ["video.url", { video: { url: "https://example.com/film", title: "영상", transcript: "대본" } }],
  ])("a poll with a wrong %s is refused by that name", async (field, change) => {
    const { status, body } = await ask("officer-transport", "POST", "/api/v1/polls", content(change));
    expect(status, JSON.stringify(body)).toBe(422);
    expect(body.errors.map((error: { field: string }) => error.field)).toContain(field);
  });

  test("lists page by every order, and know no other state", async () => {
    for (const sort of ["newest", "closing", "participants"]) {
      const ids = new Set<number>();
      let cursor: string | null = "";
      while (cursor !== null) {
        const page: { body: { items: { id: number }[]; next: string | null } } = await ask(
          "visitor",
          "GET",
          `/api/v1/polls?sort=${sort}&cursor=${cursor}`,
        );
        for (const { id } of page.body.items) ids.add(id);
        cursor = page.body.next;
      }
      expect(ids.size, sort).toBeGreaterThan(5);
    }
    expect((await ask("visitor", "GET", "/api/v1/polls?state=secret")).status).toBe(422);
    expect((await ask("visitor", "GET", "/api/v1/polls?cursor=nonsense")).status).toBe(422);
    expect((await ask("visitor", "GET", "/api/v1/polls/999999/results")).status).toBe(404);
  });
});

describe("what is taken along of polls that are over", () => {
  const visit = async (path: string, language = "ko") => {
    const answer = await as("visitor").send(path, { headers: { "Accept-Language": language } });
    return {
      status: answer.status,
      type: answer.headers.get("Content-Type"),
      bytes: await answer.arrayBuffer(),
    };
  };
  const text = async (path: string) => Buffer.from((await visit(path)).bytes).toString();
  async function idsOf(state: string): Promise<number[]> {
    const { body } = await ask("visitor", "GET", `/api/v1/polls?state=${state}`);
    return body.items.map(({ id }: { id: number }) => id);
  }

  test("a paper of its result in each language, which is not there while it is open", async () => {
    const [closed = 0] = await idsOf("closed");
    const papers = await Promise.all(
      ["ko", "en", "ja"].map((language) => visit(`/polls/${closed}/results.pdf`, language)),
    );
    for (const { status, type, bytes } of papers) {
      expect([status, type]).toEqual([200, "application/pdf"]);
      expect(drawnIn(Buffer.from(bytes)).pages).toBeGreaterThanOrEqual(1);
    }
    const [korean, english] = papers.map(({ bytes }) => drawnIn(Buffer.from(bytes)).signs);
    expect([korean?.has("결"), english?.has("결")]).toEqual([true, false]);
    expect((await visit(`/polls/${await openOne({ results: "live" })}/results.pdf`)).status).toBe(409);
    expect((await visit("/polls/999999999/results.pdf")).status).toBe(404);
  });

  test("the results of the pick of the year lead to the proposals that its choices stand for", async () => {
    const { rows } = await database.pool.query<{ id: number }>(
      "select matter_id as id from poll where purpose = 'pick'",
    );
    const [{ id } = { id: 0 }] = rows;
    const { body } = await ask("visitor", "GET", `/api/v1/polls/${id}`);
    const proposals: number[] = body.questions[0].choices.map(
      ({ proposal }: { proposal: number }) => proposal,
    );
    expect(proposals.length).toBeGreaterThan(5);
    const page = await text(`/polls/${id}/results`);
    for (const proposal of proposals) expect(page).toContain(`href="/proposals/${proposal}"`);
  });

  test("its turnout as a table, which adds up by the hour and by district", async () => {
    const [closed = 0] = await idsOf("closed");
    const { body } = await ask("visitor", "GET", `/api/v1/polls/${closed}`);
    const rows = (await text(`/polls/${closed}/turnout.csv`)).trim().split("\r\n").slice(1);
    const sumOf = (by: string) =>
      rows
        .map((row) => row.split(","))
        .filter(([of]) => of === by)
        .reduce((sum, [, , , count]) => sum + Number(count), 0);
    expect([sumOf("hour"), sumOf("district")]).toEqual([body.participants.count, body.participants.count]);
    expect((await visit("/polls/999999999/turnout.csv")).status).toBe(404);
    // Drawn on the server: it is there without a script.
    for (const page of [`/polls/${closed}`, `/polls/${closed}/results`])
      expect(await text(page)).toMatch(/column-chart.*<rect class="column".*주민 천 명당 참여/s);
  });

  test("beside one another, four at most", async () => {
    const [closed = 0] = await idsOf("closed");
    const open = await openOne();
    const title = (await ask("visitor", "GET", `/api/v1/polls/${closed}`)).body.title;
    for (const ids of [
      `ids=${closed},${open}`,
      `ids=${closed}&ids=${open}`,
      `ids=${open},${closed},${closed}`,
    ])
      expect(await text(`/polls/compare?${ids}`), ids).toContain(
        `${ids.startsWith(`ids=${open}`) ? "B" : "A"}. ${title}`,
      );
    const statuses = [
      "",
      "?ids=",
      `?ids=${closed}`,
      "?ids=1,2,3,4,5",
      `?ids=${closed},999999999`,
      "?ids=twelve",
      "?ids=-1",
      `?ids=${closed}.5`,
    ].map(async (query) => [query, (await visit(`/polls/compare${query}`)).status]);
    expect((await Promise.all(statuses)).map(([, status]) => status)).toEqual([
      200, 200, 200, 400, 404, 404, 404, 404,
    ]);
  });
});

describe("each role and each act", () => {
  const EVERYBODY = [
    "visitor",
    "citizen-5001",
    "officer-transport",
    "officer-welfare",
    "moderator",
    "clerk",
    "mayor",
    "admin",
  ] as const;

  test.each([
    ["make", "POST", () => "/api/v1/polls", [401, 403, 201, 201, 403, 403, 201, 403]],
    [
      "approve",
      "POST",
      (id: number) => `/api/v1/polls/${id}/approval`,
      [401, 403, 403, 201, 403, 403, 409, 403],
    ],
  ] as const)("%s", async (_, method, path, statuses) => {
    const id = await makeOne();
    for (const [index, login] of EVERYBODY.entries())
      expect((await ask(login, method, path(id), content())).status, login).toBe(statuses[index]);
  });

  test("take part: everybody who is signed in", async () => {
    const id = await openOne();
    for (const login of EVERYBODY)
      expect(
        (await ask(login, "PUT", `/api/v1/polls/${id}/ballot`, { answers: { first: "wide" } })).status,
        login,
      ).toBe(login === "visitor" ? 401 : 201);
  });
});
