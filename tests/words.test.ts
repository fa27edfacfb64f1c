import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cleanLine, cleanText } from "#app/domain/import/clean-text.ts";
import { maskName } from "#app/domain/person/sign-in.ts";
import { translator } from "#app/i18n/server.ts";
import { LANGUAGES } from "#app/i18n/settings.ts";
import { lengthOf, tidiedLine } from "#app/platform/writing.ts";
import { analyse } from "#search/analyse.ts";
import { highlight } from "#search/highlight.ts";
import { normalise } from "#search/text.ts";
import { type BadCity, makeBadCity } from "./support/bad-city.ts";
import { launchBrowser } from "./support/browser.ts";

/** What people write stays as they wrote it, and what their devices put in unseen is no fault of theirs. */
let city: BadCity;
beforeAll(async () => {
  city = await makeBadCity();
});
afterAll(() => city.stop());

const publish = async (fields: { title?: string; body?: string }): Promise<number> => {
  const sound = { title: "밤에도 밝은 골목", body: "가로등 사이가 너무 멉니다.", category: "transport" };
  const response = await city.citizen.json("/api/v1/proposals", "POST", { ...sound, ...fields });
  expect([response.status, JSON.stringify(fields)]).toEqual([201, JSON.stringify(fields)]);
  return (await response.json()).id;
};
const read = async (id: number) => (await city.citizen.send(`/api/v1/proposals/${id}`)).json();

/** By where they come from: what arrives, what is kept. */
const FROM_DEVICES: [string, string, string][] = [
  ["a slide", "첫 줄\u000b둘째 줄", "첫 줄\n둘째 줄"],
  ["a phone", "담당자 \u202d02-123-4567\u202c", "담당자 02-123-4567"],
  ["a messenger", "\u2068홍길동\u2069 님", "홍길동 님"],
  ["a PDF", "1쪽\f2쪽", "1쪽\n2쪽"],
  ["a word processor", "어린이\u001f보호구역", "어린이보호구역"],
  ["a web page", "가\u2028나\u2029다\u0085라\u200b마\ufeff", "가\n나\n다\n라마"],
  ["a program", "종\u0007소리 \u001b[31m \u202etxt", "종소리 [31m txt"],
  ["a family", "👩‍👩‍👧‍👦 가족 🇰🇷", "👩‍👩‍👧‍👦 가족 🇰🇷"],
];

describe("what devices put in", () => {
  test.each(FROM_DEVICES)("from %s", async (_, typed, kept) => {
    const line = kept.replaceAll("\n", " ");
    const proposal = await read(await publish({ title: typed, body: typed }));
    expect([proposal.title, proposal.body]).toEqual([line, kept]);
    const draft = randomUUID();
    const saved = await city.citizen.json(`/drafts/${draft}/autosave`, "PUT", {
      title: typed,
      body: typed,
      category: "",
      district: "",
    });
    expect(saved.status).toBe(200);
    const row = await city.database.db
      .selectFrom("draft")
      .select(["title", "body"])
      .where("id", "=", draft)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ title: line, body: kept });
    await city.citizen.form(`/drafts/${draft}`, { intent: "discard" });
    expect([cleanLine(typed), cleanText(typed)]).toEqual([line, kept]);
  });

  test("a title over two lines is one", async () => {
    for (const title of ["통학로\n안전 제안", "통학로\r\n안전 제안", "통학로\r안전 제안"])
      expect((await read(await publish({ title }))).title).toBe("통학로 안전 제안");
  });
});

test("a text in parts of syllables counts as what is seen", () => {
  const title =
    "어린이보호구역안전시설확충과통학로보행환경개선을위한주민제안입니다어린이보호구역안전시설확충과통학로보행환경개선을위한주민제안입니다";
  expect([lengthOf(title.normalize("NFD")), lengthOf("👍🏽\r\n가\u200b")]).toEqual([66, 4]);
});

test("a name is cleaned before it is masked", () => {
  for (const claim of ["김민서".normalize("NFD"), "\u202d김민서\u202c", "\ufeff김민서 "])
    expect(maskName(tidiedLine(claim).trim())).toBe("김○○");
});

describe.each(LANGUAGES)("braces in a title, in %s", (language) => {
  const title = "{{office}} 옆 통학로 {{ title }} $t(mail:subject)";
  const values = { title, office: "교통정책과", threshold: 500, due: "" };

  test.each(["author", "supporter", "office", "subject"] as const)("a letter for %s", (reader) => {
    const t = translator(language);
    const said = t(`mail:crossing.department-reply.${reader}`, values);
    const plain = t(`mail:crossing.department-reply.${reader}`, { ...values, title: "통학로" });
    expect(said).toBe(plain.replaceAll("통학로", () => title));
    expect(plain).not.toMatch(/\{\{|\p{Cc}(?<!\n)/u);
    expect(t("mail:subject", { subject: said })).toContain(title);
  });
});

test.each([
  ["시ㆍ군ㆍ구 협의체 회의록 공개", "시군구"],
  ["시ㆍ군ㆍ구 협의체 회의록 공개", "시·군·구"],
  ["5·18 기념공원 조성", "5ㆍ18"],
  ["5ㆍ18 기념공원 조성", "5·18"],
])("a middle dot that is a letter to Unicode: %s is found by %s", (title, query) => {
  expect(normalise(title).replaceAll(" ", "")).toContain(normalise(query).replaceAll(" ", ""));
  expect(normalise(title)).toBe(normalise(title.replace(/[ㆍ·]/g, "・")));
  const marked = highlight(analyse(query, { synonyms: [], stopWords: [] }), title).filter(({ hit }) => hit);
  expect(marked.map(({ text }) => text).join("")).not.toBe("");
});

test("on a phone: Arabic from the right, towers of marks within the screen, the counter", async () => {
  const tower = `통${"\u0301".repeat(60)}학로`;
  const id = await publish({ title: tower, body: "مرحبا بكم في المدينة، نريد معبرا (12)!" });
  await city.citizen.json(`/api/v1/forums/${city.forum}/opinions`, "POST", {
    body: "مرحبا بكم في المدينة، نريد معبرا (12)!",
    stance: "for",
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
    for (const path of ["/proposals", `/proposals/${id}`, "/", `/forums/${city.forum}`]) {
      await page.goto(city.portal.url + path);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect([path, width]).toEqual([path, 320]);
    }
    const direction = (selector: string) =>
      page.$eval(selector, (element) => getComputedStyle(element).direction);
    expect(await direction(".opinion-body")).toBe("rtl");
    await page.goto(`${city.portal.url}/proposals/${id}`);
    expect(await direction(".prose p")).toBe("rtl");
    expect(await direction("h1")).toBe("ltr");
    const list = await publish({
      title: "밤에도 밝은 골목",
      body: "필요한 것\n\n- 가로등 세 개\n- 굽은 거울",
    });
    await page.goto(`${city.portal.url}/proposals/${list}`);
    // An item's mark stands outside its box: cut there, the list would be lines without marks.
    const item = await page.$eval(".prose li", (element) => {
      const { overflowX, listStyleType } = getComputedStyle(element);
      return { overflowX, listStyleType };
    });
    expect(item).toEqual({ overflowX: "visible", listStyleType: "disc" });
  } finally {
    await browser.close();
  }
});
