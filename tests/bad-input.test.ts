import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { HIDE_REASONS } from "#db/tables/quick-poll.ts";
import { type BadCity, type Expected, expectProblem, makeBadCity } from "./support/bad-city.ts";
import type { Client } from "./support/client.ts";
import { fingerprint, settledFingerprint } from "./support/fingerprint.ts";
import * as odd from "./support/odd-values.ts";

/**
 * What the API is told that is not sound: refused with a problem that names the field, never a fault of ours, and
 * nothing is written. The bytes around it (headers, methods, cookies) are in bad-input-wire.test.ts.
 */
let city: BadCity;
beforeAll(async () => {
  city = await makeBadCity();
});
afterAll(() => city.stop());

interface Write {
  /** Who may say it. */
  client: Client;
  path: string;
  sound: Record<string, string>;
  texts: string[];
  codes: string[];
}

/** The writes that take JSON, and what would be sound. */
const writes = (): Record<"proposal" | "reply" | "opinion" | "report", Write> => ({
  proposal: {
    client: city.citizen,
    path: "/api/v1/proposals",
    sound: { title: "밤에도 밝은 골목", body: "가로등 사이가 너무 멉니다.", category: "transport" },
    texts: ["title", "body"],
    codes: ["category"],
  },
  reply: {
    client: city.officer,
    path: `/api/v1/duties/${city.duty}/replies`,
    sound: { body: "내년 예산에 반영하겠습니다.", decision: "will-do" },
    texts: ["body"],
    codes: ["decision"],
  },
  opinion: {
    client: city.citizen,
    path: `/api/v1/forums/${city.forum}/opinions`,
    sound: { body: "제 생각은 이렇습니다.", stance: "for" },
    texts: ["body"],
    codes: ["stance"],
  },
  report: {
    client: city.citizen,
    path: `/api/v1/matters/${city.proposal}/reports`,
    sound: { reason: "spam" },
    texts: [],
    codes: ["reason"],
  },
});
const everyWrite = () => Object.values(writes());

const lists = () => ["/api/v1/proposals", "/api/v1/duties", `/api/v1/forums/${city.forum}/opinions`];

/** Addresses with an id, and who may ask. */
const withId = (): [Client, string, (id: string) => string, unknown][] => [
  [city.citizen, "GET", (id) => `/api/v1/proposals/${id}`, undefined],
  [city.citizen, "PUT", (id) => `/api/v1/proposals/${id}/agreement`, undefined],
  [city.citizen, "DELETE", (id) => `/api/v1/proposals/${id}/agreement`, undefined],
  [city.citizen, "GET", (id) => `/api/v1/duties/${id}`, undefined],
  [city.citizen, "GET", (id) => `/api/v1/duties/${id}/replies`, undefined],
  [
    city.officer,
    "POST",
    (id) => `/api/v1/duties/${id}/replies`,
    { body: "읽었습니다.", decision: "will-do" },
  ],
  [city.citizen, "GET", (id) => `/api/v1/forums/${id}`, undefined],
  [city.citizen, "GET", (id) => `/api/v1/forums/${id}/opinions`, undefined],
  [city.citizen, "GET", (id) => `/api/v1/forums/${id}/opinion-map`, undefined],
  [city.citizen, "GET", (id) => `/api/v1/polls/${id}/opinion-map`, undefined],
  [city.citizen, "POST", (id) => `/api/v1/forums/${id}/opinions`, { body: "찬성합니다.", stance: "for" }],
  [city.citizen, "POST", (id) => `/api/v1/matters/${id}/reports`, { reason: "spam" }],
];

const sendJson = (client: Client, path: string, body: BodyInit) =>
  client.send(path, { method: "POST", body, headers: { "Content-Type": "application/json" } });

async function expectRefusal(client: Client, path: string, body: unknown, expected: Expected): Promise<void> {
  const text = JSON.stringify(body);
  await expectProblem(await sendJson(client, path, text), expected, `POST ${path} ${text.slice(0, 200)}`);
}

const RUNS = { seed: 20260105, numRuns: 120, endOnFailure: true };

describe("what is refused writes nothing", () => {
  let before: Record<string, string>;
  beforeEach(async () => {
    before = await settledFingerprint(city.database.pool);
  });
  afterEach(async () => expect(await fingerprint(city.database.pool)).toEqual(before));

  test("bodies that are no JSON", async () => {
    for (const { client, path } of everyWrite())
      for (const [name, bytes] of odd.NO_JSON)
        await expectProblem(
          await sendJson(client, path, new Uint8Array(bytes)),
          { status: 400, code: "bad-request" },
          `POST ${path} ${name}`,
        );
  });

  test("JSON that is no object", async () => {
    for (const { client, path, sound } of everyWrite())
      for (const body of [null, true, 0, 1e308, "text", "", [], [sound], [[[]]]])
        await expectRefusal(client, path, body, { status: 400, code: "bad-request" });
  });

  test("fields that are missing", async () => {
    for (const { client, path, sound } of everyWrite())
      for (const field of Object.keys(sound)) {
        await expectRefusal(client, path, {}, { status: 422, field });
        await expectRefusal(client, path, { ...sound, [field]: undefined }, { status: 422, field });
        await expectRefusal(client, path, { data: sound }, { status: 422, field });
        await expectRefusal(client, path, { [field.toUpperCase()]: "x" }, { status: 422, field });
      }
  });

  test("fields of another type, or nested", async () => {
    for (const { client, path, sound } of everyWrite())
      for (const field of Object.keys(sound))
        for (const value of odd.NO_TEXTS)
          await expectRefusal(client, path, { ...sound, [field]: value }, { status: 422, field });
  });

  test("texts with characters that nobody should meet", async () => {
    for (const { client, path, sound, texts } of everyWrite())
      for (const field of texts)
        for (const value of odd.BAD_CHARACTERS)
          await expectRefusal(client, path, { ...sound, [field]: value }, { status: 422, field });
  });

  test("texts that are blank, too short or too long", async () => {
    for (const { client, path, sound, texts } of everyWrite())
      for (const field of texts) {
        const huge = field === "title" ? ["가".repeat(101), "x".repeat(100_000)] : ["x".repeat(20_001)];
        for (const value of [
          ...odd.BLANKS,
          ...odd.UNSEEN,
          "가\u3164",
          "가",
          " a ",
          ...huge,
          "👩‍👩‍👧‍👦".repeat(5_000),
          "e\u0301".repeat(30_000),
        ])
          await expectRefusal(client, path, { ...sound, [field]: value }, { status: 422, field });
      }
  });

  test("codes that do not exist", async () => {
    for (const { client, path, sound, codes } of everyWrite())
      for (const field of codes)
        for (const value of odd.NO_CODES)
          await expectRefusal(client, path, { ...sound, [field]: value }, { status: 422, field });
    const { client, path, sound } = writes().proposal;
    for (const district of [...odd.NO_CODES, 0, true, [], {}, ["garam"]])
      await expectRefusal(client, path, { ...sound, district }, { status: 422, field: "district" });
  });

  test("a report of what is none, or too long a note", async () => {
    const { client, path, sound } = writes().report;
    for (const [field, values] of [
      ["opinion", [0, -1, 1.5, 1e15, 1e308, "1", "", null, true, [], [1], {}]],
      ["statement", [0, -1, 1.5, 1e15, "abc", null, true, []]],
      ["note", [...odd.NO_TEXTS, ...odd.BAD_CHARACTERS, "가".repeat(501), "x".repeat(100_000)]],
    ] as const)
      for (const value of values)
        await expectRefusal(client, path, { ...sound, [field]: value }, { status: 422, field });
    for (const inside of [{ opinion: 999_999 }, { statement: 999_999 }])
      await expectRefusal(client, path, { ...sound, ...inside }, { status: 404, code: "not-found" });
  });

  test("a number of seen replies that is none", async () => {
    const { client, path, sound } = writes().reply;
    for (const expectedReplies of [
      -1,
      1.5,
      2 ** 31,
      1e15,
      1e308,
      "abc",
      "",
      " ",
      "1e1",
      null,
      true,
      [],
      [0],
      {},
    ])
      await expectRefusal(
        client,
        path,
        { ...sound, expectedReplies },
        { status: 422, field: "expectedReplies" },
      );
  });

  test("fields that nobody asked for do not help", async () => {
    for (const { client, path, sound, texts } of everyWrite()) {
      const extra =
        '"id":1,"state":"closed","support_count":999,"author_id":1,"__proto__":{"title":"x","body":"x"}';
      for (const field of texts) {
        const body = JSON.stringify({ ...sound, [field]: undefined }).replace("{", `{${extra},`);
        await expectProblem(await sendJson(client, path, body), { status: 422, field }, body);
      }
    }
  });

  test("ids of every odd form, and of nothing", async () => {
    for (const [client, method, path, body] of withId())
      for (const id of [...odd.NO_IDS, ...odd.UNKNOWN_IDS]) {
        const address = path(id);
        await expectProblem(
          await client.json(address, method, body),
          { status: 404, code: "not-found" },
          `${method} ${address}`,
        );
      }
  });

  test("an id of another kind of thing", async () => {
    const { citizen, forum, proposal } = city;
    const opinion = { body: "찬성합니다.", stance: "for" };
    for (const [method, path, body] of [
      ["GET", `/api/v1/proposals/${forum}`, undefined],
      ["PUT", `/api/v1/proposals/${forum}/agreement`, undefined],
      ["DELETE", `/api/v1/proposals/${forum}/agreement`, undefined],
      ["GET", `/api/v1/forums/${proposal}`, undefined],
      ["GET", `/api/v1/forums/${proposal}/opinions`, undefined],
      ["GET", `/api/v1/forums/${proposal}/opinion-map`, undefined],
      ["POST", `/api/v1/forums/${proposal}/opinions`, opinion],
    ] as const)
      await expectProblem(await citizen.json(path, method, body), { status: 404 }, `${method} ${path}`);
  });

  test("cursors that were forged", async () => {
    const [proposals, duties, opinions] = lists();
    const orders = [
      ...["newest", "agreed", "closest", "closing"].map((order) => [order, `${proposals}?sort=${order}`]),
      ...["open", "overdue", "met"].map((order) => [order, `${duties}?state=${order}`]),
      ...["newest", "helpful"].map((order) => [order, `${opinions}?sort=${order}`]),
    ];
    for (const [order = "", path] of orders) {
      for (const cursor of odd.NO_CURSORS) {
        const response = await city.citizen.send(`${path}&cursor=${cursor}`);
        await expectProblem(response, { status: 422, field: "cursor" }, `GET ${path}&cursor=${cursor}`);
      }
      for (const cursor of odd.forgedCursors(order)) {
        const response = await city.citizen.send(`${path}&cursor=${cursor}`);
        if (response.status === 200) await response.body?.cancel();
        else await expectProblem(response, { status: 422, field: "cursor" }, `GET ${path}&cursor=${cursor}`);
      }
    }
  });

  test("parameters that do not exist here", async () => {
    for (const [path, name] of [
      ["/api/v1/proposals", "category"],
      ["/api/v1/proposals", "district"],
      ["/api/v1/proposals", "state"],
      ["/api/v1/proposals", "stage"],
      ["/api/v1/proposals", "sort"],
      ["/api/v1/duties", "state"],
      [`/api/v1/forums/${city.forum}/opinions`, "stance"],
      [`/api/v1/forums/${city.forum}/opinions`, "sort"],
    ] as const)
      for (const value of odd.NO_CODES.filter((code) => code.length < 1_000)) {
        const address = `${path}?${name}=${encodeURIComponent(value)}`;
        await expectProblem(await city.citizen.send(address), { status: 422, field: name }, address);
      }
    for (const source of ["%00", "a%00b", "x".repeat(101)]) {
      const address = `/api/v1/proposals?source=${source}`;
      await expectProblem(await city.citizen.send(address), { status: 422, field: "source" }, address);
    }
    for (const after of ["-1", "1.5", "1e3", "0x10", "abc", "%00", "9".repeat(20), "null", "%20", "1,2"]) {
      const address = `/api/v1/events?after=${after}`;
      await expectProblem(await city.citizen.send(address), { status: 422, field: "after" }, address);
    }
  });

  test("parameters that are no parameters change nothing", async () => {
    for (const path of ["/api/v1/rules", "/api/v1/openapi.json", "/api/v1/events", ...lists()])
      for (const query of [
        "x=1",
        "x",
        "=",
        "&&&",
        "category[]=a",
        "__proto__=1",
        "%00=%00",
        "%E0%A4%A",
        "lang=xx",
        "lang=../..",
      ]) {
        const response = await city.citizen.send(`${path}?${query}`);
        expect(response.status, `GET ${path}?${query}`).toBe(200);
        await response.body?.cancel();
      }
    const twice = await city.citizen.send("/api/v1/proposals?sort=newest&sort=loudest&cursor=a&cursor=b");
    await expectProblem(twice, { status: 422 }, "a parameter twice");
  });

  test("any JSON at all", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...everyWrite()),
        fc.jsonValue({ maxDepth: 5 }),
        async ({ client, path }, body) => {
          await expectRefusal(client, path, body, {});
        },
      ),
      RUNS,
    );
  });

  test("any value in one field, the others sound", async () => {
    const cases = everyWrite().flatMap((write) =>
      write.codes.map((field) => ({ ...write, field, known: new Set<unknown>(knownCodes(field)) })),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...cases),
        fc.jsonValue(),
        async ({ client, path, sound, field, known }, value) => {
          fc.pre(!known.has(value));
          await expectRefusal(client, path, { ...sound, [field]: value }, { status: 422, field });
        },
      ),
      RUNS,
    );
  });

  test("any text with a character that nobody should meet", async () => {
    const cases = everyWrite().flatMap((write) => write.texts.map((field) => ({ ...write, field })));
    const bad = fc
      .tuple(fc.string({ unit: "binary" }), fc.constantFrom("\u0000", "\ud800", "\udc00"))
      .chain(([text, character]) =>
        fc.nat(text.length).map((at) => text.slice(0, at) + character + text.slice(at)),
      )
      // Put in the right place, two halves make a whole.
      .filter((text) => !text.isWellFormed() || text.includes("\u0000"));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...cases), bad, async ({ client, path, sound, field }, value) => {
        await expectRefusal(client, path, { ...sound, [field]: value }, { status: 422, field });
      }),
      RUNS,
    );
  });

  test("any bytes as a body", async () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...everyWrite()), bytes, async ({ client, path }, body) => {
        await expectProblem(await sendJson(client, path, new Uint8Array(body)), {}, `POST ${path} ${body}`);
      }),
      RUNS,
    );
  });

  test("any text as an id", async () => {
    const text = fc
      .string({ unit: "binary", minLength: 1 })
      .filter((id) => !/^(?:[1-9]\d{0,14}|\.{1,2})$/.test(id));
    const ids = text.filter((id) => id.isWellFormed()).map(encodeURIComponent);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...withId()), ids, async ([client, method, path, body], id) => {
        await expectProblem(
          await client.json(path(id), method, body),
          { status: 404 },
          `${method} ${path(id)}`,
        );
      }),
      RUNS,
    );
  });

  test("any cursor", async () => {
    const part = fc.oneof(
      fc
        .date({ noInvalidDate: true, min: new Date("0000-01-01"), max: new Date("9999-12-31") })
        .map((at) => at.toISOString()),
      fc.double(),
      fc.integer(),
      fc.string({ unit: "binary", maxLength: 40 }),
    );
    const forged = fc.record({
      o: fc.constantFrom("newest", "agreed", "closest", "closing", "helpful", "open", "overdue", "met"),
      v: fc.array(part, { maxLength: 3 }),
      i: fc.oneof(fc.maxSafeInteger(), fc.double()),
    });
    const cases = fc.record({
      path: fc.constantFrom(...lists()),
      other: fc.constantFrom(
        "",
        "&sort=agreed",
        "&sort=closest",
        "&sort=closing",
        "&sort=helpful",
        "&state=met",
        "&state=overdue",
      ),
      cursor: forged.map((value) => Buffer.from(JSON.stringify(value)).toString("base64url")),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ path, other, cursor }) => {
        const response = await city.citizen.send(`${path}?cursor=${cursor}${other}`);
        if (response.status === 200) await response.body?.cancel();
        else await expectProblem(response, { status: 422 }, `GET ${path}?cursor=${cursor}${other}`);
      }),
      { ...RUNS, numRuns: 400 },
    );
  });
});

const knownCodes = (field: string): string[] =>
  field === "category"
    ? city.directory.categories.map(({ code }) => code)
    : ["will-do", "partly", "under-study", "cannot", "for", "against", "other", ...HIDE_REASONS];

describe("what only looks odd is taken as it is", () => {
  test("texts", async () => {
    const before = await settledFingerprint(city.database.pool);
    for (const text of odd.ODD_BUT_SOUND) {
      const sound = {
        title: text,
        body: `${text}\n\n${text}`,
        category: "transport",
        id: 1,
        state: "closed",
        count: 9,
      };
      const response = await city.citizen.json("/api/v1/proposals", "POST", sound);
      expect(response.status, text).toBe(201);
      const proposal = await response.json();
      expect(proposal).toMatchObject({ title: text, body: sound.body, state: "open", support: { count: 0 } });
      expect(proposal.id).toBeGreaterThan(city.forum);
      for (const agent of [city.citizen, city.officer]) {
        const page = await (await agent.send(`/proposals/${proposal.id}`)).text();
        expect(page).not.toContain("<script>alert(1)");
        expect(page).not.toContain("<img src=x");
      }
    }
    const after = await settledFingerprint(city.database.pool);
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    // Odd texts are alike, so they may be noted as likely duplicates of one another.
    expect(changed.filter((table) => table !== "likely_duplicate").sort()).toEqual([
      "event",
      "ledger_head",
      "matter",
      "notice_progress",
      "search_document",
      "search_gram_frequency",
      "search_gram_total",
      "submission",
      "threshold",
    ]);
  });

  test("a text that is put in order before it is kept", async () => {
    const body = {
      title: "  카\u0301페 \u3000",
      body: "한 줄\r\n두 줄\r세 줄\t끝 ",
      category: "culture",
      district: "",
    };
    const response = await city.citizen.json("/api/v1/proposals", "POST", body);
    expect(await response.json()).toMatchObject({
      title: "카\u0301페".normalize("NFC"),
      body: "한 줄\n두 줄\n세 줄\t끝",
      district: null,
    });
  });
});
