import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { advancePolls } from "#app/domain/kinds/poll/advance-polls.ts";
import { axeFindings, launchBrowser, visit } from "./support/browser.ts";
import { Client } from "./support/client.ts";
import { createPersons, createTestDatabase } from "./support/database.ts";
import { drawnIn } from "./support/pdf-signs.ts";
import { createOfficers, createPoll, DAY, pollServices, vote } from "./support/polls.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** What can be read of a poll that is over, beside its results: what people wrote, and the paper. */
let portal: TestPortal;
let visitor: Client;
let browser: Browser;
let poll: number;
let open: number;

const AT = new Date(Date.now() - 20 * DAY);
/** What was written, and how often; those of one line say nearly the same. */
const WRITTEN: [string, number][][] = [
  [
    ["강변을 따라 나면 좋겠습니다", 20],
    ["강변을 따라, 나면 좋겠습니다!", 5],
  ],
  [["학교 앞까지 이어 주세요", 12]],
  ...Array.from({ length: 34 }, (_, at): [string, number][] => [[alone(at), 1]]),
  [["Park & <b>Ride</b> 100%_\\", 1]],
];
/** No two of them have a pair of letters in common. */
function alone(at: number): string {
  return Array.from({ length: 6 }, (_, place) => String.fromCodePoint(0xac00 + at * 200 + place * 7)).join(
    "",
  );
}
const ALL = WRITTEN.flatMap((alike) =>
  alike.flatMap(([text, times]) => Array.from({ length: times }, () => text)),
);

beforeAll(async () => {
  // What is over is counted by the test: a portal would close it before all have voted.
  const database = await createTestDatabase();
  const { db } = database;
  const services = pollServices(db);
  const officers = await createOfficers(db);
  poll = await createPoll(services, officers, AT, { results: "after-closing" });
  open = await createPoll(services, officers, new Date(Date.now() - DAY));
  const persons = await createPersons(db, ALL.length);
  for (const [index, person] of persons.entries())
    await vote(
      services,
      poll,
      person,
      { first: "bikes", route: ALL[index], order: ["calm", "safe"] },
      new Date(AT.getTime() + DAY),
    );
  await vote(services, open, persons[0] ?? 0, { first: "bikes", route: ALL[0] }, new Date());
  await advancePolls(services, new Date());
  [portal, browser] = await Promise.all([startPortal({ database }), launchBrowser()]);
  visitor = new Client(portal.url);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await portal.stop();
  await portal.database.close();
});

const ENTITIES: Record<string, string> = { lt: "<", gt: ">", quot: '"', "#x27": "'", amp: "&" };
const plain = (html: string) => html.replace(/&([\w#]+);/g, (_, name: string) => ENTITIES[name] ?? "");

async function read(query: Record<string, string> = {}, id = poll) {
  const answer = await visitor.send(
    `/polls/${id}/texts/route?${new URLSearchParams({ lang: "en", ...query })}`,
  );
  const page = await answer.text();
  const list = (name: string) =>
    new RegExp(`<[ou]l class="${name}">([\\s\\S]*?)</[ou]l>`).exec(page)?.[1] ?? "";
  return {
    status: answer.status,
    page,
    texts: [...list("poll-texts").matchAll(/<li[^>]*>([\s\S]*?)<\/li>/g)].map(([, text = ""]) => plain(text)),
    groups: [
      ...list("poll-text-groups").matchAll(/<strong[^>]*>([^<]*)<\/strong><span[^>]*>([^<]*)<\/span>/g),
    ].map(([, times = "", text = ""]) => [times, plain(text)]),
    counted: /<p class="small muted" role="status">([^<]*(?:<!-- -->[^<]*)*)</
      .exec(page)?.[1]
      ?.replaceAll("<!-- -->", "")
      .trim(),
    next: /[?&;]cursor=([^"&]+)/.exec(/<a\b[^>]*rel="next"[^>]*>/.exec(page)?.[0] ?? "")?.[1],
  };
}

/** All pages of a list. */
async function walk(query: Record<string, string> = {}) {
  const pages: string[][] = [];
  for (let cursor: string | undefined = ""; cursor !== undefined; ) {
    const { texts, next }: { texts: string[]; next?: string } = await read({
      ...query,
      ...(cursor && { cursor: decodeURIComponent(cursor) }),
    });
    pages.push(texts);
    cursor = next;
  }
  return pages;
}

describe("what people wrote", () => {
  test("is all there, each as often as it was written, on pages that neither lose nor repeat one", async () => {
    const pages = await walk();
    expect(pages.map((texts) => texts.length)).toEqual([30, 30, 12]);
    expect(pages.flat().toSorted()).toEqual(ALL.toSorted());
  });

  test("stands together where it says nearly the same, the most first, and is counted", async () => {
    const texts = (await walk()).flat();
    expect(texts.slice(0, 25).every((text) => text.startsWith("강변을"))).toBe(true);
    expect(texts.slice(25, 37).every((text) => text.startsWith("학교"))).toBe(true);
    const { groups, counted } = await read();
    expect(groups).toEqual([
      ["25 people", "강변을 따라 나면 좋겠습니다"],
      ["12 people", "학교 앞까지 이어 주세요"],
    ]);
    expect(counted).toBe("72 answers. 37 kinds of answer, once those that are alike stand together.");
    const results = await (await visitor.send(`/api/v1/polls/${poll}/results`)).json();
    expect(results.questions.find(({ id }: { id: string }) => id === "route")).toMatchObject({
      answered: 72,
    });
  });

  test.each<[string, string, number]>([
    ["a word of many", "강변", 25],
    ["over two pages", "따라", 25],
    ["with blanks around it", "  학교 앞 ", 12],
    ["in other letters", "pARK", 1],
    ["what means something to SQL", "100%_\\", 1],
    ["a sign that stands for any in SQL", "_", 1],
    ["what means something to HTML", "<b>", 1],
    ["what nobody wrote", "지하철", 0],
    ["longer than any", "가".repeat(150), 0],
  ])("is found by %s", async (_, words, found) => {
    const { page, groups, counted } = await read({ q: words });
    const texts = (await walk({ q: words })).flat();
    const asked = words.trim().toLowerCase();
    expect(texts).toHaveLength(found);
    expect(texts.every((text) => text.toLowerCase().includes(asked))).toBe(true);
    expect(counted).toBe(found === 1 ? "1 answer." : `${found} answers.`);
    expect(groups).toEqual([]);
    if (found === 0) expect(page).toContain("No answer has these words");
  });

  test.each(["nonsense", "1.1", "99999999999.x", "-1.00000000-0000-0000-0000-000000000000"])(
    "with the cursor %s is its first page",
    async (cursor) => {
      const [broken, first] = [await read({ cursor }), await read()];
      expect([broken.status, broken.texts]).toEqual([200, first.texts]);
    },
  );

  test("is before nobody while the poll is open, nor of a question that is no text", async () => {
    expect((await read({}, open)).status).toBe(404);
    for (const question of ["first", "none", "constructor"])
      expect((await visitor.send(`/polls/${poll}/texts/${question}`)).status).toBe(404);
  });

  test.each([375, 1280])(
    "is a page for everybody, %i px wide, without scripts too",
    async (width) => {
      for (const javaScript of [true, false]) {
        const { page, context, complaints } = await visit(browser, portal.url, { width, javaScript });
        await page.goto(`/polls/${poll}/results`);
        await page.getByRole("link", { name: "주관식 답변 모두 읽기" }).click();
        await page.getByRole("heading", { name: "많이 나온 답변" }).waitFor();
        await page.getByLabel("주관식 답변에서 찾기").fill("학교");
        await page.getByRole("button", { name: "찾기", exact: true }).click();
        await page.getByRole("heading", { name: "‘학교’ 검색 결과" }).waitFor();
        expect(await page.locator(".poll-texts li").count()).toBe(12);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        if (javaScript) expect(await axeFindings(page)).toEqual([]);
        expect(complaints).toEqual([]);
        await context.close();
      }
    },
    60_000,
  );
});

test("the paper of a ranking has its pairs, and the numbers of each choice by them", async () => {
  const signsIn = async (language: string) => {
    const answer = await visitor.send(`/polls/${poll}/results.pdf?lang=${language}`);
    expect(answer.status).toBe(200);
    return drawnIn(Buffer.from(await answer.arrayBuffer())).signs;
  };
  // "두 항목씩 비교", "앞에 둔": nothing else on it says so.
  const [korean, japanese] = [await signsIn("ko"), await signsIn("ja")];
  expect(["씩", "둔"].filter((sign) => !korean.has(sign))).toEqual([]);
  expect(["比", "位"].filter((sign) => !japanese.has(sign))).toEqual([]);
});
