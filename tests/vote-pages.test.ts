import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, visit } from "./support/browser.ts";
import { Client } from "./support/client.ts";
import { type ClockedPortal, startClockedPortal } from "./support/portal.ts";
import { createCommission, VOTE_CONTENT } from "./support/votes.ts";

let portal: ClockedPortal;
let browser: Browser;

beforeAll(async () => {
  [portal, browser] = await Promise.all([
    startClockedPortal({ clock: "2026-11-02T09:00:00+09:00" }),
    launchBrowser(),
  ]);
  await createCommission(portal.database.db);
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

const officer = (login: string) => visit(browser, portal.url, { login, javaScript: false, width: 375 });

async function fill(page: Page): Promise<void> {
  for (const name of ["title", "question", "forFirst", "forSecond"] as const)
    await page.locator(`[name="${name}.ko"]`).fill(VOTE_CONTENT[name].ko);
  await page.locator('[name="form"][value="yes-no"]').check();
  await page.locator('[name="by"][value="council"]').check();
  for (const name of ["reference", "notice"] as const)
    await page.locator(`[name="${name}"]`).fill(VOTE_CONTENT[name]);
  await page.locator('[name="category"]').selectOption("other");
}

async function enter(page: Page, place: number, figures: [number, number, number, number]): Promise<void> {
  for (const [index, name] of ["ballots", "first", "second", "invalid"].entries())
    await page.locator(`#place-${place}-${name}`).fill(String(figures[index]));
  await page.locator(`#place-${place} button[value="enter"]`).click();
}

test("two officers announce a vote, count it and publish it, without JavaScript", async () => {
  const [first, second] = [await officer("officer-election"), await officer("officer-election-2")];
  const writer = first.page;
  await writer.goto(`${portal.url}/desk`);
  await writer.locator('a[href="/desk/votes"]').first().click();
  await writer.locator('a[href="/desk/votes/new"]').click();
  await fill(writer);
  await writer.locator('[name="places"]').fill("첫째 투표소; 한울대로 1; 달나라; 300");
  await writer.locator('button[value="save"]').click();
  // What is wrong is said by its line, and nothing that was typed is lost.
  expect(await writer.locator(".error-summary").innerText()).toContain("1번째 줄");
  expect(await writer.locator('[name="question.ko"]').inputValue()).toBe(VOTE_CONTENT.question.ko);
  await writer.locator('[name="places"]').fill(VOTE_CONTENT.places);
  await writer.locator('button[value="save"]').click();
  await writer.waitForURL(/\/desk\/votes\/\d+\?done=saved$/);
  const [, id] = /\/desk\/votes\/(\d+)/.exec(writer.url()) ?? [];
  expect(await writer.locator('button[value="announce"]').count()).toBe(0);
  expect(await writer.locator("#announce ~ p").first().innerText()).toContain("2026년 11월 25일");

  const announcer = second.page;
  await announcer.goto(`${portal.url}/desk/votes/${id}`);
  await announcer.locator('button[value="announce"]').click();
  await announcer.waitForURL(`${portal.url}/votes/${id}`);
  const text = await announcer.locator("main").innerText();
  for (const said of [
    "온라인으로는 투표할 수 없습니다",
    "첫째 투표소",
    "100명 이상이 투표",
    "2026년 11월 25일",
  ])
    expect(text).toContain(said);

  await portal.moveTo("2026-11-25T21:00:00+09:00");
  await portal.work();
  const count = `${portal.url}/desk/votes/${id}/count`;
  await writer.goto(count);
  await enter(writer, 1, [71, 45, 20, 5]);
  expect(await writer.locator("#place-1 .error-summary").innerText()).toContain("70표");
  await enter(writer, 1, [70, 45, 20, 5]);
  await enter(writer, 2, [30, 10, 20, 0]);
  await announcer.goto(count);
  expect(await announcer.locator("#place-1 table").count()).toBe(0);
  await enter(announcer, 1, [70, 20, 45, 5]);
  // The two differ: both are shown, side by side.
  expect(await announcer.locator("#place-1 tbody tr").count()).toBe(2);
  await enter(announcer, 1, [70, 45, 20, 5]);
  await enter(announcer, 2, [30, 10, 20, 0]);
  await announcer.locator('button[value="publish"]').click();
  await announcer.waitForURL(/done=published/);

  const reader = await visit(browser, portal.url, { javaScript: false, width: 375 });
  await reader.page.goto(`${portal.url}/votes`);
  await reader.page.getByRole("link", { name: VOTE_CONTENT.title.ko }).click();
  const result = reader.page.locator('section[aria-labelledby="result"]');
  for (const said of ["결과: 찬성", "57.9%", "2028년 11월 25일", "첫째 투표소"])
    expect(await result.innerText()).toContain(said);
  expect(await result.locator("svg.answer-bar").count()).toBe(2);
  expect(reader.complaints).toEqual([]);
  for (const { context } of [first, second, reader]) await context.close();
});

test("lists, search, the calendar and the ledger know it", async () => {
  const { rows } = await portal.database.pool.query("select matter_id as id from vote");
  const id = rows[0]?.id;
  const visitor = new Client(portal.url);
  const pages: [string, string][] = [
    ["/votes?lang=en", "Turnout 25%"],
    ["/search?q=하천", `/votes/${id}`],
    ["/feeds/calendar.ics", "하천을 다시 열까요?"],
    ["/ledger?lang=en", "The result was published."],
  ];
  for (const [path, said] of pages) expect(await (await visitor.send(path)).text(), path).toContain(said);
});
