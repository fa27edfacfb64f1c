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
  ko: { late: "기한 3일 지남", council: "의회사무국 · 발의", since: "시작" },
  en: { late: "3 days overdue", council: "Introduction", since: "Since" },
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

  test("the home page begins with what is late longest, as the list does", async () => {
    const { page, context } = await visit(browser, portal.url, { language });
    await page.goto(`/duties?state=overdue&lang=${language}`);
    const late = await page.locator(".duty-title").allInnerTexts();
    const badges = await page.locator(".duty .krds-badge").allInnerTexts();
    await page.goto(`/?lang=${language}`);
    const owed = page.locator("section[aria-labelledby=owed]");
    expect(await owed.locator(".front-row-title").allInnerTexts()).toEqual(late.slice(0, 2));
    expect(await owed.locator(".krds-badge").allInnerTexts()).toEqual(badges.slice(0, 2));
    await context.close();
  });
});

describe("the public's dashboard", () => {
  type Rows = Record<string, string | number | null>[];

  const jsonOf = async (query: string): Promise<Record<string, Rows>> => {
    const answer = await new Client(portal.url).send(`/results.json?${query}`);
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
    return (await answer.json()).figures;
  };

  test.each(["", "range=all&", "range=365&district=ara&"])(
    "says the same of “%s” on its page, as CSV and as JSON, and without JavaScript",
    async (query) => {
      const figures = await jsonOf(`${query}lang=en`);
      for (const [figure, rows] of Object.entries(figures)) {
        const answer = await new Client(portal.url).send(`/results.csv?${query}figure=${figure}&lang=en`);
        expect(answer.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
        const [head = "", ...lines] = (await answer.text()).replace("\uFEFF", "").trimEnd().split("\r\n");
        expect(head).not.toBe("");
        if (rows[0]) expect(head).toBe(Object.keys(rows[0]).join(","));
        expect(lines).toEqual(
          rows.map((row) =>
            Object.values(row)
              .map((cell) => String(cell ?? ""))
              .join(","),
          ),
        );
      }
      const { page, context } = await visit(browser, portal.url, { language: "en", javaScript: false });
      await page.goto(`/results?${query}lang=en`);
      const cells = (section: string, table = "table") =>
        page
          .locator(`section[aria-labelledby=${section}] ${table} tbody tr`)
          .evaluateAll((rows) =>
            rows.map((row) => [...row.children].map((cell) => cell.textContent?.replaceAll(",", "") ?? "")),
          );
      const { journeys = [], categories = [], districts = [], offices = [], decisions = [] } = figures;
      expect((await cells("journeys")).map(([step, count]) => [step, count])).toEqual(
        journeys.map(({ label, proposals }) => [label, String(proposals)]),
      );
      expect((await cells("categories")).map(([category, count]) => [category, count])).toEqual(
        categories.map(({ label, proposals }) => [label, String(proposals)]),
      );
      const shown = (number: string | number | null | undefined, none: string) => String(number ?? none);
      expect(await cells("districts")).toEqual(
        districts.map(({ label, per_thousand, participations, residents, proposals }) => [
          ...[label, shown(per_thousand, "–"), shown(participations, "under 10"), shown(residents, "–")],
          String(proposals),
        ]),
      );
      expect((await cells("offices")).map((row) => row.slice(0, 5))).toEqual(
        offices
          .filter(({ office }) => office !== "")
          .map(({ label, in_time, late, overdue, open }) => [
            label,
            ...[in_time, late, overdue, open].map(String),
          ]),
      );
      expect((await cells("decisions")).map((row) => row.slice(0, 2))).toEqual(
        decisions.map(({ label, replies }) => [label, String(replies)]),
      );
      await context.close();
    },
  );

  test("is of the talk's last month, and of what everybody can see", async () => {
    const { categories = [], underway } = await jsonOf("");
    expect(categories.map(({ proposals }) => proposals)).toEqual([63, 21, 11, 5, 4, 3, 2, 2, 1, 1, 1]);
    const { rows } = await portal.database.pool.query(
      `select count(*)::int as n from drive join matter on matter.id = matter_id
       where drive.state in ('collecting', 'shortfall') and visibility = 'public'`,
    );
    expect(underway).toContainEqual({ kind: "drives", matters: rows[0].n });
  });

  test("leads from a step to its proposals, from a district to its numbers, and to what is under way", async () => {
    const { page, context, complaints } = await visit(browser, portal.url, { language: "en" });
    await page.goto("/results");
    const step = page.locator(".flow-drawing.is-lying a", { hasText: "Waiting" });
    const count = Number(await step.locator(".flow-count").textContent());
    await step.click();
    await page.waitForURL(/\/proposals\?.*step=waiting/);
    await page.locator(".chosen-filters a", { hasText: "Waiting" }).waitFor();
    let listed = 0;
    for (;;) {
      listed += await page.locator(".browse-results .card-list > li").count();
      const next = page.locator(".krds-pagination a[rel=next]");
      if ((await next.count()) === 0) break;
      await page.goto((await next.getAttribute("href")) ?? "");
    }
    expect(listed).toBe(count);
    await page.goto("/results");
    await page.locator(".district-drawing a", { hasText: "Ara-gu" }).click();
    await page.waitForURL(/district=ara/);
    await expect.poll(() => page.getByLabel("District", { exact: true }).inputValue()).toBe("ara");
    await page.getByLabel("Period").selectOption("all");
    await page.getByRole("button", { name: "Apply" }).click();
    await page.waitForURL(/range=all/);
    expect(new URL(page.url()).searchParams.get("district")).toBe("ara");
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each([
    ["/results?range=31", 422],
    ["/results?district=nowhere", 422],
    ["/results.csv", 422],
    ["/results.csv?figure=nothing", 422],
    ["/results.json?figure=nothing", 422],
    ["/results.json?range=31", 422],
    ["/results.json?z=1", 200],
    ["/duties?decision=maybe", 422],
    ["/proposals?step=nothing", 422],
  ])("answers %s with %i", async (path, status) => {
    expect((await new Client(portal.url).send(path)).status).toBe(status);
  });

  test("asks for little script beside what every page has: its parts and texts, and no library that draws", async () => {
    const { page, context } = await visit(browser, portal.url);
    const scriptsOf = async (path: string) => {
      await page.goto(path, { waitUntil: "networkidle" });
      return page.evaluate(() =>
        performance
          .getEntriesByType("resource")
          .filter((entry): entry is PerformanceResourceTiming => entry.name.endsWith(".js"))
          .map(({ name, encodedBodySize }) => ({ name, size: encodedBodySize })),
      );
    };
    const everywhere = new Set((await scriptsOf("/about")).map(({ name }) => name));
    const scripts = await scriptsOf("/results");
    const own = scripts.filter(({ name }) => !everywhere.has(name));
    expect(own.length).toBeGreaterThan(0);
    expect(own.length).toBeLessThan(scripts.length);
    expect(own.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(30_000);
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

  test("of a proposal that few agree with: support is gathered, and nothing else is lit", async () => {
    const id = await one(
      "select id::int from matter where kind = 'proposal' and state = 'open' and source is null and support_count < 50 and closes_at > now() limit 1",
    );
    expect(await states(`/proposals/${id}`)).toEqual({
      steps: ["is-running", "is-ahead", "is-ahead", "is-ahead", "is-ahead"],
      current: 1,
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
  const paths = ["/duties?state=overdue", "/duties?state=met&kept=late", "/results", "/results?district=ara"];
  for (const path of [...paths, "/clerk"]) {
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
