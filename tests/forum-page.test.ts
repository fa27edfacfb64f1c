import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { strength, strongestFirst } from "#app/domain/kinds/forum/strength.ts";
import { axeFindings, launchBrowser, visit } from "./support/browser.ts";
import { signIn } from "./support/client.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** What a forum's and a proposal's page show of talk: arguments side by side, what is new, verdicts, comments. */
let portal: TestPortal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal({ template: "demonstration" }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

const idOf = async (query: string): Promise<number> => {
  const { rows } = await portal.database.pool.query<{ id: string }>(query);
  return Number(rows[0]?.id);
};
/** With more on both sides than a page shows. */
const forum = () => idOf("select matter_id as id from forum order by for_count desc limit 1");
const placesOf = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((items) =>
    items.map((item) => {
      const { left, top } = item.getBoundingClientRect();
      return { stance: item.className, left: Math.round(left), top: Math.round(top) };
    }),
  );
const ITEMS = ".sides > .opinions > li";

describe("how strong an argument is", () => {
  const now = new Date("2026-06-30T00:00:00Z");
  const of = (id: number, helpful_count: number, days: number) => ({
    id,
    helpful_count,
    created_at: new Date(now.getTime() - days * 24 * 60 * 60 * 1000),
  });

  test("grows with who found it helpful, and shrinks with its age", () => {
    expect(strength(of(1, 10, 5), now)).toBeGreaterThan(strength(of(2, 9, 5), now));
    expect(strength(of(1, 10, 1), now)).toBeGreaterThan(strength(of(2, 10, 20), now));
    // What was said a moment ago, by a clock that is ahead, is no stronger than what is new.
    expect(strength(of(1, 3, -1), now)).toBe(strength(of(2, 3, 0), now));
  });

  test("so a new one passes an old one with more, and an old one with many stays", () => {
    const all = [of(1, 40, 28), of(2, 12, 28), of(3, 9, 1), of(4, 0, 0), of(5, 0, 0)];
    expect(strongestFirst(all, now).map(({ id }) => id)).toEqual([1, 3, 2, 5, 4]);
  });
});

describe("for and against", () => {
  test("stand side by side where there is room, and in turn on a phone, in one order for every reader", async () => {
    const id = await forum();
    const { page, context } = await visit(browser, portal.url, { javaScript: false });
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${portal.url}/forums/${id}`);
    const wide = await placesOf(page, ITEMS);
    expect(wide.map(({ stance }) => stance)).toEqual(
      Array.from({ length: 10 }, (_, place) => (place % 2 === 0 ? "for" : "against")),
    );
    for (const [place, one] of wide.entries()) {
      const other = wide[place + 1];
      if (place % 2 !== 0 || !other) continue;
      expect(one.top).toBe(other.top);
      expect(other.left).toBeGreaterThan(one.left);
    }
    expect(await page.locator(".sides-other .opinions > li").count()).toBe(3);
    await page.setViewportSize({ width: 375, height: 812 });
    const narrow = await placesOf(page, ITEMS);
    expect(new Set(narrow.map(({ left }) => left)).size).toBe(1);
    expect(narrow.map(({ top }) => top)).toEqual(narrow.map(({ top }) => top).toSorted((a, b) => a - b));
    // The way to all of a side.
    await page.locator(".side.against a").click();
    expect(new URL(page.url()).search).toBe("?stance=against");
    expect(await page.locator(".opinions > li").count()).toBe(20);
    expect(await page.locator(".opinions > li:not(.against)").count()).toBe(0);
    await context.close();
  });

  test("its background is open, and each item of it can be reported", async () => {
    const { page, context } = await visit(browser, portal.url, { javaScript: false });
    await page.goto(`${portal.url}/forums/${await forum()}`);
    const items = page.locator(".background-list details");
    expect(await items.count()).toBeGreaterThan(0);
    expect(await page.locator(".background-list details:not([open])").count()).toBe(0);
    expect(await page.locator('.background-list a[href*="/report?background="]').count()).toBe(
      await items.count(),
    );
    await context.close();
  });

  test("one button on the page is the first", async () => {
    const { page, context } = await visit(browser, portal.url, { login: "citizen-9301" });
    await page.goto(`${portal.url}/forums/${await forum()}`);
    expect(await page.locator("main .krds-btn.primary:visible").count()).toBe(1);
    await context.close();
  });
});

test("what is new since the last visit is marked on the device that came before, and on no other", async () => {
  const id = await idOf(
    "select matter_id as id from forum join matter on matter.id = matter_id where state = 'open' order by for_count limit 1",
  );
  const path = `${portal.url}/forums/${id}`;
  const isNew = ".opinion .krds-badge.bg-light-information";
  const { page, context } = await visit(browser, portal.url, {});
  await page.goto(path);
  await page.waitForFunction(() => localStorage.getItem("forum-visits") !== null);
  expect(await page.locator(".new-since, .opinion .krds-badge.bg-light-information").count()).toBe(0);
  await page.close();

  const writer = await signIn(portal.url, "citizen-9302");
  const opinion = { stance: "against", body: "다녀가신 뒤에 쓴 글입니다." };
  expect((await writer.json(`/api/v1/forums/${id}/opinions`, "POST", opinion)).status).toBe(201);

  const again = await context.newPage();
  await again.goto(path);
  await again.locator(".new-since a").waitFor();
  expect(await again.locator(".new-since").innerText()).toMatch(/1/);
  expect(await again.locator(isNew).count()).toBe(1);
  await again.locator(".new-since a").click();
  await again.waitForURL(/order=newest/);
  await again.locator(".opinions > li", { hasText: opinion.body }).waitFor();
  const first = again.locator(".opinions > li").first();
  expect(await first.innerText()).toContain(opinion.body);
  await first.locator(".krds-badge.bg-light-information").waitFor();
  await context.close();

  const elsewhere = await visit(browser, portal.url, {});
  await elsewhere.page.goto(path);
  await elsewhere.page.waitForFunction(() => localStorage.getItem("forum-visits") !== null);
  expect(await elsewhere.page.locator(isNew).count()).toBe(0);
  await elsewhere.context.close();
});

describe.each([true, false])("with JavaScript: %s", (javaScript) => {
  const own = javaScript ? "citizen-9311" : "citizen-9312";

  test("who stands behind a proposal says whether the reply answered it, and changes it; others see the count", async () => {
    const duty = await idOf(
      "select duty_id as id from reply join duty on duty.id = duty_id where kind = 'department-reply' and next_on is null and version = replies order by published_at desc limit 1",
    );
    const matter = await idOf(`select matter_id as id from duty where id = ${duty}`);
    const { page, context } = await visit(browser, portal.url, { login: own, javaScript });
    const path = `${portal.url}/proposals/${matter}`;
    await page.goto(path);
    const buttons = page.locator(".verdicts button");
    expect(await buttons.count()).toBe(0);
    const person = await idOf("select max(id) as id from person");
    await portal.database.pool.query(
      "insert into support (matter_id, person_id, serial, created_at) select $1::bigint, $2::bigint, support_serial + 1000 + $2::int, now() from matter where id = $1::bigint",
      [matter, person],
    );
    await page.goto(path);
    const counts = () => page.locator(`#verdicts-${duty} ~ .share-bar dd`).allInnerTexts();
    const before = (await counts()).map(Number);
    for (const [place, verdict] of (["no", "yes"] as const).entries()) {
      await page.locator(`.verdicts button[value="verdict:${verdict}"]`).click();
      await page.locator(`.verdicts button[value="verdict:${verdict}"][aria-pressed="true"]`).waitFor();
      const added = place === 0 ? [0, 0, 1] : [1, 0, 0];
      await expect
        .poll(async () => (await counts()).map(Number))
        .toEqual(before.map((count, index) => count + (added[index] ?? 0)));
    }
    await context.close();
  });

  test("a question is asked, answered by the author, and taken back; what is refused keeps its text", async () => {
    const author = await signIn(portal.url, javaScript ? "citizen-9313" : "citizen-9314");
    const published = await author.json("/api/v1/proposals", "POST", {
      title: `밤에도 밝은 골목 ${own}`,
      body: "가로등 사이가 너무 멉니다.",
      category: "transport",
    });
    const { id } = await published.json();
    const path = `${portal.url}/proposals/${id}`;
    const { page, context } = await visit(browser, portal.url, { login: own, javaScript });
    await page.goto(path);
    const send = async (text: string) => {
      await page.locator("#comment-body").fill(text);
      await page.locator('button[name="intent"][value="comment"]').click();
    };
    await send("가");
    await page.locator('.comments [role="alert"], .comments .error-summary').first().waitFor();
    expect(await page.locator("#comment-body").inputValue()).toBe("가");
    await send("몇 시까지 켜나요?");
    await page.locator(".comment", { hasText: "몇 시까지 켜나요?" }).waitFor();
    expect(await page.locator("#comment-body").inputValue()).toBe("");
    const { items } = await (await fetch(`${portal.url}/api/v1/proposals/${id}/comments`)).json();
    expect(items).toMatchObject([{ body: "몇 시까지 켜나요?", answer: null }]);
    const answered = await author.form(`/proposals/${id}`, {
      intent: `answer:${items[0].id}`,
      body: "해 뜰 때까지입니다.",
    });
    expect(answered.status).toBe(302);
    await page.goto(path);
    expect(await page.locator(".comment-answer").innerText()).toMatch(
      /제안자 답변[\s\S]*해 뜰 때까지입니다\./,
    );
    if (javaScript) expect(await axeFindings(page)).toEqual([]);
    await page.locator(".comment-take-back summary").click();
    await page.locator('button[value^="withdraw-comment:"]').click();
    await page.locator(".comment", { hasText: "쓴 사람이 삭제한 글입니다." }).waitFor();
    expect(await page.locator(".comment-answer").count()).toBe(1);
    await context.close();
  });
});
