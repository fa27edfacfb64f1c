import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFindings, launchBrowser, visit } from "./support/browser.ts";
import { Client } from "./support/client.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** What the city and its council owe, on the demonstration's pages. */
let portal: TestPortal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal({ template: "demonstration" }), launchBrowser()]);
  // The demonstration's council keeps its days; one of them it missed.
  await portal.database.pool.query(
    "update duty set opened_at = now() - interval '50 days', due_at = now() - interval '3 days' where id = $1",
    [(await dutyOf("introduce")).id],
  );
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

async function dutyOf(step: string): Promise<{ id: number; matter: number; title: string }> {
  const { rows } = await portal.database.pool.query(
    `select duty.id::int, matter_id::int as matter, matter.title from duty join matter on matter.id = matter_id
     where step = $1 and met_at is null order by duty.id limit 1`,
    [step],
  );
  return rows[0];
}

const WORDS = {
  ko: { late: "기한 3일 지남", council: "의회사무국 · 발의", since: "시작", who: "의회" },
  en: { late: "3 days overdue", council: "Introduction", since: "Since", who: "Council" },
};

describe.each(["ko", "en"] as const)("in %s", (language) => {
  const words = WORDS[language];

  test("the public list shows what the council owes, late as late, with its article and its drive", async () => {
    const { page, context } = await visit(browser, portal.url, { language });
    const { matter } = await dutyOf("introduce");
    await page.goto(`/duties?state=overdue&lang=${language}`);
    const item = page.locator(".duty", { has: page.locator(`a[href="/drives/${matter}"]`) });
    const text = (await item.innerText()).replaceAll(/\s+/g, " ");
    expect(text).toContain(words.late);
    expect(text).toContain(words.council);
    expect(text).toContain(words.since);
    expect(text).toContain("주민조례발안에 관한 법률 제12조제4항");
    expect(await item.locator("[lang=ko]", { hasText: "제12조" }).count(), "the law is Korean").toBe(1);
    // Departments stand beside it.
    expect(await page.locator(".duty").count()).toBeGreaterThan(1);
    for (const state of ["open", "met"]) {
      await page.goto(`/duties?state=${state}&lang=${language}`);
      expect(
        await page.locator(".duty", { hasText: "주민조례발안에 관한 법률" }).count(),
        state,
      ).toBeGreaterThan(0);
    }
    await context.close();
  });

  test("the home page's list begins with what is late, the council's too", async () => {
    const { page, context } = await visit(browser, portal.url, { language });
    await page.goto(`/?lang=${language}`);
    expect(await page.locator(".duty", { hasText: "제12조제4항" }).innerText()).toContain(words.late);
    await context.close();
  });

  test("the results say who kept the days, office by office, and the rows add up", async () => {
    const { page, context } = await visit(browser, portal.url, { language });
    await page.goto(`/results?lang=${language}`);
    const rows = await page
      .locator("#kept ~ * table tbody tr, section[aria-labelledby=kept] table tbody tr")
      .all();
    const cells = await Promise.all(rows.map((row) => row.locator("th, td").allInnerTexts()));
    expect(cells.map(([who]) => who)).toContain(words.who);
    const { rows: counted } = await portal.database.pool.query("select count(*)::int as n from duty");
    const sum = cells.flatMap((row) => row.slice(1).map(Number)).reduce((all, one) => all + one, 0);
    expect(sum).toBe(counted[0].n);
    await context.close();
  });
});

test("the clerk's desk begins with what the council owes by law, each leading to its drive on the desk", async () => {
  const { page, context } = await visit(browser, portal.url, { login: "clerk" });
  const { matter } = await dutyOf("introduce");
  await page.goto("/clerk");
  const first = page.locator("section[aria-labelledby=owed] .duty").first();
  expect(await first.innerText()).toContain("기한 3일 지남");
  expect(await first.locator("a").getAttribute("href")).toBe(`/clerk/drives/${matter}`);
  const { rows } = await portal.database.pool.query(
    "select count(*)::int as n from duty where kind like 'council-%' and met_at is null",
  );
  expect(await page.locator("section[aria-labelledby=owed] .duty").count()).toBe(rows[0].n);
  // Then what waits: an application, lines on paper, an objection, each leading to where it is done.
  const sections = page.locator("main section");
  const order = await sections.evaluateAll((all) => all.map((one) => one.getAttribute("aria-labelledby")));
  expect(order.slice(0, 2)).toEqual(["owed", "now"]);
  const waiting = page.locator("section[aria-labelledby=now]");
  for (const [section, end] of [
    ["doubtful", "/doubtful"],
    ["objections", "/objections"],
  ])
    expect(
      await waiting.locator(`section[aria-labelledby=${section}] a`).first().getAttribute("href"),
    ).toMatch(new RegExp(`^/clerk/drives/\\d+${end}$`));
  await context.close();
});

test("an administrator's desk leads to the drive: there is nothing to answer", async () => {
  const { page, context } = await visit(browser, portal.url, { login: "admin" });
  const { id, matter } = await dutyOf("introduce");
  await page.goto("/desk");
  expect(await page.locator(`.duty a[href="/drives/${matter}"]`).count()).toBeGreaterThan(0);
  expect(await page.locator(`a[href="/desk/duties/${id}"]`).count()).toBe(0);
  expect((await page.goto(`/desk/duties/${id}`))?.status()).toBe(404);
  await context.close();
});

describe("the tracker", () => {
  const states = async (path: string) => {
    const { page, context } = await visit(browser, portal.url);
    await page.goto(path);
    const steps = await page
      .locator(".tracker > li")
      .evaluateAll((items) => items.map((item) => item.className));
    const current = await page.locator(".tracker > [aria-current=step]").count();
    await context.close();
    return { steps, current };
  };
  const one = async (sql: string): Promise<number> => (await portal.database.pool.query(sql)).rows[0].id;

  test("of a proposal that few agree with: nothing but the proposal is lit", async () => {
    const id = await one(
      "select id::int from matter where kind = 'proposal' and state = 'open' and source is null and support_count < 50 and closes_at > now() limit 1",
    );
    expect(await states(`/proposals/${id}`)).toEqual({
      steps: ["is-done", "is-ahead", "is-ahead", "is-ahead"],
      current: 0,
    });
  });

  test("of a proposal whose forum is open: it is under way and not done", async () => {
    const id = await one(
      `select proposal_id::int as id from forum join matter on matter.id = forum.matter_id
       where matter.state = 'open' and closes_at > now() limit 1`,
    );
    const { steps, current } = await states(`/proposals/${id}`);
    expect(steps[2]).toBe("is-running");
    expect(current).toBe(1);
  });

  test("of a drive whose step is late: it says so", async () => {
    const { matter } = await dutyOf("introduce");
    await portal.database.pool.query(
      "update drive set accepted_at = now() - interval '50 days' where matter_id = $1",
      [matter],
    );
    const { steps, current } = await states(`/drives/${matter}`);
    expect(steps.filter((step) => step !== "is-done")).toEqual(["is-late", "is-ahead"]);
    expect(current).toBe(1);
  });
});

test.each([
  [375, "en"],
  [1280, "ko"],
] as const)("have nothing that axe finds, at %i px in %s", async (width, language) => {
  const { page, context } = await visit(browser, portal.url, { login: "clerk", width, language });
  for (const path of ["/duties?state=overdue", "/results", "/clerk"]) {
    await page.goto(path);
    expect(await axeFindings(page), path).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `${path} fits`).toBeLessThanOrEqual(0);
  }
  await context.close();
});

test("the API says the same: who asks for what, with the article, and no reply is taken", async () => {
  const visitor = new Client(portal.url);
  const { id, matter } = await dutyOf("decide");
  const duty = await (await visitor.send(`/api/v1/duties/${id}`)).json();
  expect(duty).toMatchObject({
    kind: "council-decision",
    office: "council",
    matter: { id: matter, kind: "drive" },
    replies: [],
  });
  const drive = await (await visitor.send(`/api/v1/drives/${matter}`)).json();
  expect(drive.duties.map((one: { id: number }) => one.id)).toContain(id);
  expect(duty.article).toMatch(/./);
});
