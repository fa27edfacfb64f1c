import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectNoFault, expectRefusal } from "./support/page-answers.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** Whatever is asked: an answer or a clear 4xx, never a fault of ours. */
let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal({ template: "demonstration" });
});
afterAll(() => portal.stop());

const DOORS = [
  "/search",
  "/search/suggestions",
  "/search/feed",
  "/api/v1/search",
  "/api/v1/search/suggestions",
];
/** What would take the portal for ever ends the test by its time. */
const ask = (path: string): Promise<Response> => fetch(portal.url + path, { redirect: "manual" });

const ODD: [string, string][] = [
  ["only spaces", "   \t\n　 "],
  ["punctuation", `!"#$%&'()*+,-./:;<=>?@[]^_{|}~…·「」、。`],
  ["one quote", "'"],
  ["SQL", "'; drop table matter; -- "],
  ["a pattern of SQL", "%_%_\\%"],
  ["Meilisearch filter syntax", 'category = "transport" OR spaceId != 1) AND (NOT kind = reply'],
  ["a query of tsquery", "버스 & !정류장 | (밤:*)"],
  ["a regular expression", "(a+)+$(.*)*[[[["],
  ["emoji", "🚌👩‍👩‍👧‍👦🇰🇷❤️"],
  ["Arabic, Hebrew, Thai, Devanagari", "حافلة ليلية אוטובוס รถบัส बस"],
  ["Cyrillic, Greek, Han", "ночной автобус λεωφορείο 夜间公交"],
  ["decomposed Hangul", "횡단보도".normalize("NFD")],
  ["lone letters of Hangul", "ㅏㅏㅏㅗㅗㅜㅜㄳㄵㅄ"],
  ["one letter again and again", "가".repeat(200)],
  [
    "two hundred different words",
    Array.from({ length: 100 }, (_, i) => String.fromCodePoint(0xac00 + i * 97))
      .join(" ")
      .slice(0, 200),
  ],
  ["combining marks", `a${"\u0301".repeat(150)}`],
  ["right to left override", "버\u202e스\u2066"],
  ["NUL and controls", "버\u0000스\u0007\u001b[31m"],
  ["a noncharacter", "\uffff\ufffe"],
  ["markup", '<script>alert(1)</script><img src=x onerror="alert(1)">'],
  ["a template", "{{7*7}} <%= 7*7 %> #{7*7}"],
];

describe.each(DOORS)("%s", (door) => {
  test.each(ODD)("%s", async (_, text) => {
    const response = await ask(`${door}?${new URLSearchParams({ q: text })}`);
    expect(response.status).toBe(200);
    const body = await response.clone().text();
    expect(body).not.toContain("<script>alert(1)</script>");
    await expectNoFault(response, portal.url, text);
  });

  test("bytes that are no UTF-8", async () => {
    for (const bytes of ["%E3%28", "%ED%A0%80", "%FF%FE", "%C0%AF", "%F5%80%80%80", "%", "%%%", "%E"])
      await expectNoFault(await ask(`${door}?q=${bytes}`), portal.url, bytes);
  });

  test("ten thousand letters", async () => {
    for (const text of ["가".repeat(500), "x".repeat(10_000), "a ".repeat(5_000)]) {
      const refusal = await expectRefusal(await ask(`${door}?${new URLSearchParams({ q: text })}`), "10 kB");
      expect(refusal).toMatch(/너무 깁니다|too-long/);
    }
    // Three times as long in an address: more than Node takes as a request's head.
    await expectRefusal(
      await ask(`${door}?${new URLSearchParams({ q: "가".repeat(3_400) })}`),
      "10 kB of Hangul",
    );
  });

  test("the same parameter many times", async () => {
    await expectNoFault(await ask(`${door}?q=${"버스&q=".repeat(500)}`), portal.url, "q");
  });
});

const LISTS = ["/search", "/search/feed", "/api/v1/search"];

describe.each(LISTS)("the filters of %s", (door) => {
  test.each([
    "kind=person",
    "kind=__proto__",
    "category=no-such",
    "category=transport%27%20or%201=1",
    "category=transport%22%20OR%20category%20%3D%20%22safety",
    "district=%00",
    "state=withdrawn",
    "office=mayor%5C",
    "year=2026.5",
    "year=99999999999999999999",
    "year=-1",
    "sort=loudest",
    `year=${Array.from({ length: 60 }, (_, i) => 1960 + i).join("&year=")}`,
  ])("refuse %s", async (query) => {
    const response = await ask(`${door}?q=${encodeURIComponent("버스")}&${query}`);
    expect(response.status).toBe(422);
    await expectRefusal(response, query);
  });

  test("pass over what is empty or unknown", async () => {
    const response = await ask(`${door}?q=&kind=&category=&sort=&page=&cursor=&constructor=1&utm_source=x`);
    expect(response.status).toBe(200);
  });
});

describe("deep offsets", () => {
  test.each(["51", "1000", "99999999999999999999", "0", "-1", "1e3", "1.5", "NaN", "%00", "２"])(
    "page %s is refused",
    async (page) => {
      const text = await expectRefusal(await ask(`/search?kind=proposal&page=${page}`), page);
      expect(text).toContain("더 뒤의 결과는 보여 드리지 않습니다");
    },
  );

  test("the fiftieth page is the last that may be asked for", async () => {
    expect((await ask("/search?kind=proposal&page=50")).status).toBe(200);
  });

  test("a cursor leads no further, and must be one of this list", async () => {
    const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    for (const bad of [
      "x",
      cursor({ o: "date", v: [], i: 981 }),
      cursor({ o: "date", v: [], i: 1e15 }),
      cursor({ o: "date", v: [], i: -20 }),
      cursor({ o: "relevance", v: [], i: 20 }),
      cursor({ o: "date", v: [1], i: 20 }),
      cursor([]),
    ]) {
      const response = await ask(`/api/v1/search?kind=proposal&cursor=${bad}`);
      expect(response.status, bad).toBe(422);
      expect((await response.json()).errors).toMatchObject([{ field: "cursor" }]);
    }
    expect(
      (await ask(`/api/v1/search?kind=proposal&cursor=${cursor({ o: "date", v: [], i: 980 })}`)).status,
    ).toBe(200);
  });

  test("the API names the parameter", async () => {
    const refused = await (await ask(`/api/v1/search?q=${"x".repeat(201)}`)).json();
    expect(refused).toMatchObject({
      code: "invalid-input",
      errors: [{ field: "q", code: "too-long", values: { max: 200 } }],
    });
    const kind = await (await ask("/api/v1/search?kind=person")).json();
    expect(kind.errors).toMatchObject([{ field: "kind", code: "unknown-choice" }]);
  });
});
