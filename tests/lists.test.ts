import { sql } from "kysely";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recountAllWeeks } from "#app/domain/support/recount-weeks.ts";
import { axeFindings, launchBrowser, visit } from "./support/browser.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** Lists as people look through them: what comes first, how long each is, and the way on. */
let portal: TestPortal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal({ template: "demonstration" }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

const WITH_AND_WITHOUT = [
  ["with JavaScript", true],
  ["without JavaScript", false],
] as const;

const titleLinks = "main article :is(h2, h3) a";
const idsOn = (page: Page) =>
  page
    .locator(titleLinks)
    .evaluateAll((links) => links.map((link) => Number(link.getAttribute("href")?.split("/").pop())));

/** All that a list has, page by page, as who has no script reads it. */
async function walk(page: Page, path: string): Promise<number[]> {
  const ids: number[] = [];
  await page.goto(path);
  for (;;) {
    ids.push(...(await idsOn(page)));
    const more = page.getByRole("link", { name: "더 보기" });
    if ((await more.count()) === 0) return ids;
    const before = page.url();
    await more.press("Enter");
    await page.waitForURL((url) => url.toString() !== before);
  }
}

/** The chips of one choice: where each leads, and how many it says there are. */
const chipsOf = (page: Page, label: string) =>
  page
    .getByRole("navigation", { name: label, exact: true })
    .getByRole("link")
    .evaluateAll((links) =>
      links.map((link) => ({
        to: link.getAttribute("href") ?? "",
        count: Number(link.querySelector(".chip-count")?.textContent?.replace(/\D/g, "") ?? "NaN"),
      })),
    );

describe("the list of proposals", () => {
  test("opens with those that gained most within the week, of what can be agreed with", async () => {
    const { rows } = await portal.database.pool.query<{ id: number }>(`
      select matter.id from matter left join (
        select matter_id, sum(net) as net from support_day
        where day >= (now() at time zone 'Asia/Seoul')::date - 7 group by 1
      ) recent on recent.matter_id = matter.id
      where kind = 'proposal' and visibility = 'public' and state = 'open' and closes_at >= now()
      order by coalesce(recent.net, 0) desc, opened_at desc, id desc limit 24`);
    const { page, context } = await visit(browser, portal.url, { javaScript: false });
    await page.goto("/proposals?pages=2");
    expect(await idsOn(page)).toEqual(rows.map(({ id }) => id));
    // Programs rely on the newest first.
    const api = await (await fetch(`${portal.url}/api/v1/proposals`)).json();
    const dates = api.items.map(({ publishedAt }: { publishedAt: string }) => publishedAt);
    expect(dates).toEqual([...dates].sort().reverse());
    await context.close();
  });

  test("is as long as each of its numbers says, and has what was taken back only where that is asked for", async () => {
    await portal.database.pool.query(`
      update matter set state = 'withdrawn', ended_at = now() where id in (
        select id from matter where kind = 'proposal' and state = 'open' and source is null
          and not exists (select from duty where matter_id = matter.id) order by id limit 2)`);
    const { page, context } = await visit(browser, portal.url, { javaScript: false });
    const lengths = async (path: string, label: string) => {
      await page.goto(path);
      // The counters may be a moment old.
      await expect
        .poll(
          async () =>
            (await page.reload()) && (await chipsOf(page, "상태")).some(({ to }) => to.includes("withdrawn")),
        )
        .toBe(true);
      for (const { to, count } of await chipsOf(page, label)) {
        const ids = await walk(page, to);
        expect([to, ids.length, new Set(ids).size]).toEqual([to, count, count]);
        await page.goto(to);
        expect(await page.getByRole("heading", { level: 2, name: /^제안 / }).innerText()).toContain(
          `제안 ${count}건`,
        );
      }
    };
    await lengths("/proposals", "상태");
    await lengths("/proposals?status=all", "분야");
    const all = await walk(page, "/proposals?status=all");
    const { rows } = await portal.database.pool.query<{ id: number }>(
      "select id from matter where kind = 'proposal' and state = 'withdrawn'",
    );
    expect(rows.length).toBeGreaterThanOrEqual(2);
    expect(all.filter((id) => rows.some((row) => row.id === id))).toEqual([]);
    await context.close();
  });

  test("grows where one is, goes to the first that is new, and is as it was for who comes back", async () => {
    const { page, context, complaints } = await visit(browser, portal.url, { width: 375 });
    await page.goto("/proposals?status=all");
    const first = await idsOn(page);
    expect(first).toHaveLength(12);
    await page.getByRole("link", { name: "더 보기" }).press("Enter");
    await expect.poll(() => idsOn(page)).toHaveLength(24);
    const grown = await idsOn(page);
    expect(grown.slice(0, 12)).toEqual(first);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("href")))
      .toBe(`/proposals/${grown[12]}`);
    const link = page.locator(titleLinks).nth(15);
    await link.scrollIntoViewIfNeeded();
    const place = await page.evaluate(() => window.scrollY);
    await link.press("Enter");
    await page.waitForURL(new RegExp(`/proposals/${grown[15]}$`));
    await page.goBack();
    await expect.poll(() => idsOn(page)).toEqual(grown);
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(place);
    // Once back goes to what was before the list: what was added is no page of its own.
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("goes on by a link without a script, and back to its beginning", async () => {
    const { page, context } = await visit(browser, portal.url, { javaScript: false });
    await page.goto("/proposals?status=all");
    const first = await idsOn(page);
    await page.getByRole("link", { name: "더 보기" }).press("Enter");
    await page.waitForURL(/cursor=/);
    const second = await idsOn(page);
    expect(second.filter((id) => first.includes(id))).toEqual([]);
    await page.getByRole("link", { name: "처음으로" }).press("Enter");
    await page.waitForURL((url) => !url.searchParams.has("cursor"));
    expect(await idsOn(page)).toEqual(first);
    await context.close();
  });

  test.each(WITH_AND_WITHOUT)(
    "is narrowed by its button, and not by an arrow key, %s",
    async (_, javaScript) => {
      const { page, context } = await visit(browser, portal.url, { javaScript });
      await page.goto("/proposals?category=transport");
      const district = page.getByLabel("지역", { exact: true });
      await district.focus();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      const value = await district.inputValue();
      expect(value).not.toBe("");
      expect(new URL(page.url()).search).toBe("?category=transport");
      await page.getByRole("button", { name: "적용" }).press("Enter");
      await page.waitForURL((url) => url.searchParams.get("district") === value);
      expect(new URL(page.url()).searchParams.get("category")).toBe("transport");
      await page.locator(".chosen-filters a").first().press("Enter");
      await page.waitForURL((url) => !url.searchParams.has("category"));
      await context.close();
    },
  );

  test("says which choice is in the way where nothing is left", async () => {
    const { page, context } = await visit(browser, portal.url, { javaScript: false });
    await page.goto("/proposals?status=answered");
    const districts = await page
      .locator("select[name=district] option")
      .evaluateAll((options) => options.map((option) => option.getAttribute("value") ?? ""));
    const { rows } = await portal.database.pool.query<{ category: string; district: string }>(
      `select c.code as category, d.code as district from category c join district d using (space_id)
       where c.space_id = 1 and d.code = any($1) and exists (
         select from matter where category = c.code and kind = 'proposal' and state = 'open')
         and not exists (select from matter where category = c.code and district = d.code and kind = 'proposal')
       limit 1`,
      [districts],
    );
    const [{ category, district } = { category: "", district: "" }] = rows;
    await page.goto(`/proposals?category=${category}&district=${district}`);
    const looser = page.locator(".looser a").first();
    const promised = Number(/(\d+)건/.exec(await looser.innerText())?.[1]);
    expect(promised).toBeGreaterThan(0);
    expect(await walk(page, (await looser.getAttribute("href")) ?? "")).toHaveLength(promised);
    await context.close();
  });

  test("shows the first picture of what has one, in a place that is kept for it", async () => {
    const { pool } = portal.database;
    await pool.query(`
      insert into picture (id, draft_id, matter_id, position, alt, media_type, width, height, bytes, created_at)
      select gen_random_uuid(), null, id, place, '사진', 'image/webp', 800, 600, '\\x00', now()
      from (select id from matter where kind = 'proposal' and state = 'open' order by week_count desc, opened_at desc, id desc limit 1) first,
        generate_series(1, 2) as place`);
    const { page, context } = await visit(browser, portal.url, { javaScript: false });
    await page.goto("/proposals");
    const pictures = page.locator("main article img");
    expect(await pictures.count()).toBe(1);
    const { rows } = await pool.query("select id from picture where position = 1 and alt = '사진'");
    expect(await pictures.getAttribute("src")).toBe(`/pictures/${rows[0].id}`);
    expect([await pictures.getAttribute("width"), await pictures.getAttribute("loading")]).toEqual([
      "800",
      "lazy",
    ]);
    await context.close();
  });

  test("is a page of an index, and a week that is over leaves it", async () => {
    const { db, pool } = portal.database;
    const plan = await db.transaction().execute(async (tx) => {
      await sql`set local enable_seqscan = off`.execute(tx);
      await sql`set local enable_bitmapscan = off`.execute(tx);
      const { rows } = await sql<Record<string, string>>`explain select id from matter
        where space_id = 1 and kind = 'proposal' and visibility = 'public' and state = 'open' and closes_at >= now()
          and (week_count, opened_at, id) < (5, now(), 1000)
        order by week_count desc, opened_at desc, id desc limit 13`.execute(tx);
      return rows.map((row) => Object.values(row).join()).join("\n");
    });
    expect(plan).toContain("matter_trending");
    expect(plan).not.toContain("Sort");
    const weeks = async () =>
      (await pool.query("select sum(week_count)::int as n from matter where state = 'open'")).rows[0].n;
    expect(await weeks()).toBeGreaterThan(0);
    expect(await recountAllWeeks(db, new Date())).toBe(0);
    await recountAllWeeks(db, new Date(Date.now() + 9 * 86_400_000));
    expect(await weeks()).toBe(0);
    await recountAllWeeks(db, new Date());
    expect(await weeks()).toBeGreaterThan(0);
  });
});

describe("lists of drives and of polls", () => {
  test.each([
    ["/drives", "단계", "청구·청원"],
    ["/polls", "상태", "설문·투표"],
  ])(
    "%s is as long as each of its numbers says, and opens with what can be joined",
    async (path, label, noun) => {
      const { page, context } = await visit(browser, portal.url, { javaScript: false });
      await page.goto(path);
      const chips = await chipsOf(page, label);
      expect(chips.length).toBeGreaterThan(2);
      expect(chips[0]?.to).toBe(path);
      for (const { to, count } of chips) {
        expect([to, await walk(page, to).then((ids) => new Set(ids).size)]).toEqual([to, count]);
        await page.goto(to);
        expect(await page.locator("#results").innerText()).toContain(`${noun} ${count}건`);
      }
      await context.close();
    },
  );
});

describe("a matter on a phone", () => {
  const bar = (page: Page) => page.locator(".action-bar");

  test("has its one action at the lower edge while it is out of sight, over nothing that has focus", async () => {
    const { rows } = await portal.database.pool.query<{ id: number }>(
      "select id from matter where kind = 'proposal' and state = 'open' and closes_at > now() order by id desc limit 1",
    );
    const { page, context, complaints } = await visit(browser, portal.url, {
      login: "citizen-4711",
      width: 375,
    });
    await page.goto(`/proposals/${rows[0]?.id}`);
    const agree = page.locator("#agree button");
    await agree.scrollIntoViewIfNeeded();
    await bar(page).waitFor({ state: "hidden" });
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await bar(page).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    // Through all that can have focus below, by keyboard.
    await page.locator("main .share-links button, main .share-links a").first().focus();
    for (let step = 0; step < 12; step += 1) {
      const covered = await page.evaluate(() => {
        const at = document.activeElement?.getBoundingClientRect();
        const edge = document.querySelector(".action-bar:not([hidden])")?.getBoundingClientRect().top;
        const isInBar = document.activeElement?.closest(".action-bar") !== null;
        return at !== undefined && edge !== undefined && !isInBar && at.top >= edge;
      });
      expect(covered).toBe(false);
      await page.keyboard.press("Tab");
    }
    const button = bar(page).getByRole("button", { name: "공감하기" });
    await button.focus();
    await page.keyboard.press("Enter");
    // Whoever agreed has nothing more to do there.
    await bar(page).waitFor({ state: "detached" });
    // The page says it at once, and the portal when it is kept.
    const supports = async () => {
      const own = "select from support where matter_id = $1";
      return (await portal.database.pool.query(own, [rows[0]?.id])).rowCount;
    };
    await expect.poll(supports).toBeGreaterThan(0);
    expect(await page.locator(".header-write.primary").count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("has it in its place without a script", async () => {
    const { rows } = await portal.database.pool.query<{ id: number }>(
      "select id from matter where kind = 'drive' and state = 'open' and visibility = 'public' order by id desc limit 1",
    );
    const { page, context } = await visit(browser, portal.url, { javaScript: false, width: 375 });
    await page.goto(`/drives/${rows[0]?.id}`);
    expect(await bar(page).isHidden()).toBe(true);
    expect(await page.locator("#sign-action").count()).toBe(1);
    await context.close();
  });
});
