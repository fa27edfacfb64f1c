import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFindings, launchBrowser, visit } from "./support/browser.ts";
import { signIn } from "./support/client.ts";
import { type ClockedPortal, startClockedPortal } from "./support/portal.ts";

/** The opinion map as people meet it: with and without JavaScript, by keyboard, signed in or not. */

let portal: ClockedPortal;
let browser: Browser;
/** With a map of three groups, and one that nobody has touched. */
let mapped: number;
let bare: number;
/** A poll with a map beside its questions. */
let poll: number;
beforeAll(async () => {
  [portal, browser] = await Promise.all([
    startClockedPortal({ template: "demonstration", clock: new Date().toISOString() }),
    launchBrowser(),
  ]);
  const idOf = async (query: string) => Number((await portal.database.pool.query(query)).rows[0]?.id);
  mapped = await idOf("select matter_id as id from opinion_map join forum using (matter_id)");
  poll = await idOf("select matter_id as id from opinion_map join poll using (matter_id)");
  bare = await idOf(
    `select matter_id as id from forum join matter on matter.id = matter_id
     where state = 'open' and closes_at > now() and matter_id <> ${mapped} order by matter_id desc limit 1`,
  );
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

const WITH_AND_WITHOUT = [
  ["with JavaScript", true],
  ["without JavaScript", false],
] as const;

const choose = (page: Page, name: string) => page.locator("#ask").getByRole("button", { name, exact: true });
const progress = (page: Page) => page.locator("#ask").getByText(/문장 \d+개 가운데/);

describe("the city's opinion map", () => {
  test("shows what unites, then what divides, then three groups, and what was hidden with its reason", async () => {
    const { page, context } = await visit(browser, portal.url);
    await page.goto(`/forums/${mapped}`);
    await page.getByRole("link", { name: "의견 지도 보기" }).press("Enter");
    await page.getByRole("heading", { level: 1, name: "의견 지도" }).waitFor();
    const headings = await page.getByRole("heading", { level: 2 }).allTextContents();
    expect(headings.map((heading) => heading.trim())).toEqual([
      "이 문장에 동의하시나요?",
      "무엇이 우리를 이어 주나",
      "어디에서 갈리나",
      "비슷하게 답한 사람들",
      "어떻게 그렸나요",
      "모든 문장",
      ...headings.slice(6),
    ]);
    expect(await page.locator(".map-groups > li").count()).toBe(3);
    await page.getByText(/^문장 \d+개 보기$/).press("Enter");
    await page.getByText("운영자가 가린 문장입니다. 사유: 욕설이나 비방").waitFor();
    expect(await page.getByText("집값만 생각하는").count()).toBe(0);
    expect(await page.getByText("나에게만").count()).toBe(0);
    await context.close();
  });

  test.each(WITH_AND_WITHOUT)(
    "is answered a touch a statement, and one's place is seen, %s",
    async (_, javaScript) => {
      const login = javaScript ? "citizen-9501" : "citizen-9502";
      const { page, context, complaints } = await visit(browser, portal.url, {
        login,
        javaScript,
        width: 375,
      });
      await page.goto(`/forums/${mapped}/map`);
      const most = Number(/\d+/.exec((await progress(page).textContent()) ?? "")?.[0]);
      expect(await page.getByText("에 가깝습니다").count()).toBe(0);
      for (let answered = 1; answered <= 7; answered += 1) {
        await choose(page, ["동의", "반대", "넘기기"][answered % 3] ?? "").press("Enter");
        await page.getByText(`문장 ${most}개 가운데 ${answered}개에 답했습니다.`).waitFor();
      }
      await page.getByText(/내 답은 그룹 [ABC]에 가깝습니다/).waitFor();
      await page.locator(".map-drawing .you").waitFor({ state: "attached" });
      const shown = javaScript ? page : await scripted(page, login);
      // A button that was pressed fades back: half-way its contrast is nobody's.
      await shown.evaluate(() =>
        Promise.allSettled(document.getAnimations().map(({ finished }) => finished)),
      );
      expect(await axeFindings(shown)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  test.each(WITH_AND_WITHOUT)(
    "takes another answer in the list of all statements, %s",
    async (_, javaScript) => {
      const login = javaScript ? "citizen-9503" : "citizen-9504";
      const { page, context } = await visit(browser, portal.url, { login, javaScript });
      await page.goto(`/forums/${mapped}/map?list=1`);
      const first = page.locator(".statements > li").first();
      for (const name of ["반대", "동의"]) {
        await first.getByRole("button", { name: new RegExp(`^${name}`) }).press("Enter");
        await first.locator(`button[aria-pressed=true]`, { hasText: name }).waitFor();
      }
      expect(await first.locator("button[aria-pressed=true]").count()).toBe(1);
      await context.close();
    },
  );
});

/** The same page with scripts, which axe is one of. */
async function scripted(page: Page, login: string): Promise<Page> {
  const other = await visit(browser, portal.url, { login, width: 375 });
  await other.page.goto(page.url());
  return other.page;
}

describe("a map that is not there yet", () => {
  test.each(WITH_AND_WITHOUT)(
    "begins with the first statement, which a double of it only points to, %s",
    async (_, javaScript) => {
      const [login, body] = javaScript
        ? ["citizen-9511", "한 번 정한 것은 두 해 뒤에 다시 살펴야 한다."]
        : ["citizen-9512", "담당 부서는 달마다 나아진 것을 알려야 한다."];
      const { page, context } = await visit(browser, portal.url, { login, javaScript, width: 375 });
      await page.goto(`/forums/${bare}/map`);
      await page.getByText(/사람이 31명 더 있어야 합니다/).waitFor();
      const field = page.locator("#statement-body");
      const send = (name: string) => page.getByRole("button", { name, exact: true }).press("Enter");
      await field.fill("짧다");
      await send("올리기");
      await page.locator("#add .form-hint-invalid").waitFor();
      expect(await field.inputValue()).toBe("짧다");
      await field.fill(body);
      await send("올리기");
      await page.getByText("문장을 올렸습니다").waitFor();
      expect(await field.inputValue()).toBe("");
      await field.fill(body);
      await send("올리기");
      await page.getByText("같은 문장이 이미 있습니다").waitFor();
      const nearly = body.replace("한다.", "합니다");
      await field.fill(nearly);
      await send("올리기");
      await page.getByText("비슷한 문장이 이미 있습니다").waitFor();
      expect(await field.inputValue()).toBe(nearly);
      await send("다른 뜻이므로 그대로 올리기");
      await page.getByText("문장을 올렸습니다").waitFor();
      await context.close();
    },
  );

  test("asks who is not signed in to sign in, and comes back to the statement", async () => {
    const { page, context } = await visit(browser, portal.url);
    await page.goto(`/forums/${mapped}/map`);
    const to = await page.getByRole("link", { name: "로그인하고 답하기" }).getAttribute("href");
    expect(to).toBe(`/auth/sign-in?returnTo=${encodeURIComponent(`/forums/${mapped}/map#ask`)}`);
    expect(await page.locator("#add").count()).toBe(0);
    await context.close();
  });
});

describe("a moderator", () => {
  test.each(WITH_AND_WITHOUT)(
    "hides a statement with a reason, and nobody reads it any more, %s",
    async (_, javaScript) => {
      const author = await signIn(portal.url, "citizen-9520");
      const body = `이 문장은 곧 가려집니다 ${javaScript}`;
      await author.form(`/forums/${bare}/map`, { intent: "add", body, anyway: "yes" });
      const { page, context } = await visit(browser, portal.url, { login: "moderator", javaScript });
      await page.goto(`/forums/${bare}/map?list=1`);
      const item = page.locator(".statements > li", { hasText: body });
      const id = await item.getAttribute("id");
      await item.getByText("이 문장 가리기").press("Enter");
      await item.getByLabel("사유").selectOption({ label: "광고" });
      await item.getByRole("button", { name: "가리기", exact: true }).press("Enter");
      await page.locator(`#${id}`, { hasText: "운영자가 가린 문장입니다. 사유: 광고" }).waitFor();
      expect(await (await author.send(`/forums/${bare}/map`)).text()).not.toContain(body);
      const told = async () =>
        (await (await fetch(`${portal.url}/api/v1/forums/${bare}/opinion-map`)).json()).statements;
      await expect.poll(told, { timeout: 20_000 }).toContainEqual(
        expect.objectContaining({
          id: Number(id?.replace("statement-", "")),
          body: null,
          hidden: expect.objectContaining({ reason: "advertising" }),
        }),
      );
      await context.close();
    },
  );

  test("without a reason hides nothing; nobody else is offered it, or may", async () => {
    const citizen = await signIn(portal.url, "citizen-9521");
    const statement = String(
      (await portal.database.pool.query("select min(id) as id from statement where matter_id = $1", [mapped]))
        .rows[0].id,
    );
    const hide = { intent: "hide", statement, reason: "insult" };
    const moderator = await signIn(portal.url, "moderator");
    expect((await moderator.form(`/forums/${mapped}/map`, { ...hide, reason: "" })).status).toBe(422);
    expect((await citizen.form(`/forums/${mapped}/map`, hide)).status).toBe(403);
    expect(await (await citizen.send(`/forums/${mapped}/map`)).text()).not.toContain("이 문장 가리기");
    const { rows } = await portal.database.pool.query("select hidden_at from statement where id = $1", [
      statement,
    ]);
    expect(rows).toEqual([{ hidden_at: null }]);
  });
});

test.each(WITH_AND_WITHOUT)(
  "a statement is reported, hidden, and shown again, and its reporter sees what came of it, %s",
  async (_, javaScript) => {
    const author = await signIn(portal.url, "citizen-9523");
    const body = `이 문장을 신고합니다 ${javaScript}`;
    await author.form(`/forums/${bare}/map`, { intent: "add", body, anyway: "yes" });
    const login = javaScript ? "citizen-9524" : "citizen-9525";
    const reporter = await visit(browser, portal.url, { login, javaScript, width: 375 });
    const { page } = reporter;
    await page.goto(`/forums/${bare}/map?list=1`);
    await page
      .locator(".statements > li", { hasText: body })
      .getByRole("link", { name: "신고" })
      .press("Enter");
    await page.getByRole("heading", { level: 1, name: "신고하기" }).waitFor();
    await page.getByRole("button", { name: "신고하기" }).press("Enter");
    await page.locator(javaScript ? ".error-summary:focus" : ".error-summary").waitFor();
    await page.getByLabel("이유").selectOption({ label: "욕설이나 비방" });
    await page.getByLabel("덧붙일 말").fill("이웃을 욕하는 말입니다");
    await page.getByRole("button", { name: "신고하기" }).press("Enter");
    await page.getByText("신고를 접수했습니다").waitFor();
    expect(await page.getByRole("button", { name: "신고하기" }).count()).toBe(0);
    await page.goto("/me?show=reports");
    await page.locator("li", { hasText: body }).getByText("살피는 중").waitFor();

    const desk = await visit(browser, portal.url, { login: "moderator", javaScript });
    await desk.page.goto("/moderation/reports");
    const item = desk.page.locator(".reported-things > li", { hasText: body });
    await item.getByText("욕설이나 비방: 이웃을 욕하는 말입니다").waitFor();
    expect(await desk.page.getByText("신고 1건").count()).toBeGreaterThan(0);
    await item.getByRole("button", { name: "가리기" }).press("Enter");
    await desk.page.getByText("처리했습니다").waitFor();
    await page.reload();
    await page.locator("li", { hasText: "지금은 가려진 글" }).getByText("가렸습니다").waitFor();
    expect(await (await author.send(`/forums/${bare}/map`)).text()).not.toContain(body);

    await desk.page.getByRole("link", { name: "처리한 것" }).press("Enter");
    const decided = desk.page.locator(".reported-things > li", { hasText: body }).first();
    await decided.locator("summary", { hasText: "다시 보이기" }).press("Enter");
    await decided.getByLabel("이유").selectOption({ label: "잘못 가림" });
    await decided.getByRole("button", { name: "다시 보이기" }).press("Enter");
    await desk.page.getByText("다시 보임: 잘못 가림").first().waitFor();
    expect(await (await author.send(`/forums/${bare}/map`)).text()).toContain(body);
    expect(await (await author.send(`/forums/${bare}`)).text()).toContain("다시 보였습니다. 사유: 잘못 가림");
    for (const { page: shown } of [reporter, desk])
      if (javaScript) expect(await axeFindings(shown)).toEqual([]);
    // A browser says of a form that was refused that it was.
    const complaints = [...reporter.complaints, ...desk.complaints];
    expect(complaints.filter((complaint) => !complaint.includes("422"))).toEqual([]);
    await Promise.all([reporter.context.close(), desk.context.close()]);
  },
);

test("one's own data has one's statements and answers, and nobody else's", async () => {
  const citizen = await signIn(portal.url, "citizen-9522");
  const body = "내 것으로 내려받는 문장입니다";
  await citizen.form(`/forums/${bare}/map`, { intent: "add", body, anyway: "yes" });
  const { id } = (await portal.database.pool.query("select id from statement where body = $1", [body]))
    .rows[0];
  await citizen.form(`/forums/${bare}/map`, { intent: "vote", statement: String(id), vote: "disagree" });
  const own = await (await citizen.send("/me/data.json")).json();
  expect(own.statements).toMatchObject([{ matter: bare, text: body, hidden: null }]);
  expect(own.votes).toEqual([
    { space: own.statements[0].space, matter: bare, statement: body, vote: "disagree" },
  ]);
  const leaving = await (await citizen.send("/me/leave")).text();
  expect(leaving).toContain("의견 지도의 문장에 하신 답 1개");
  expect((await citizen.form("/me/leave", { sure: "yes" })).status).toBe(302);
  const { rows } = await portal.database.pool.query("select 1 from statement_vote where statement_id = $1", [
    id,
  ]);
  expect(rows).toEqual([]);
});

describe("a poll's opinion map", () => {
  test("is told of on the poll and its results, and answered on a page of its own", async () => {
    const { page, context } = await visit(browser, portal.url, { login: "citizen-9541", width: 375 });
    await page.goto(`/polls/${poll}/results`);
    const entry = page.getByRole("region", { name: "의견 지도" });
    await entry.getByText("41명의 답이 2개 그룹으로 나뉩니다.").waitFor();
    await page.goto(`/polls/${poll}`);
    await entry.getByText("가장 뜻이 갈린 문장").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await entry.getByRole("link", { name: "의견 지도 보기" }).press("Enter");
    await page.getByText("문장 12개 가운데 0개에 답했습니다.").waitFor();
    await choose(page, "동의").press("Enter");
    await page.getByText("문장 12개 가운데 1개에 답했습니다.").waitFor();
    expect(new URL(page.url()).pathname).toBe(`/polls/${poll}/map`);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByLabel("문장", { exact: true }).fill("점자 책을 한곳에 모아 두어야 한다.");
    await page.getByRole("button", { name: "올리기", exact: true }).press("Enter");
    await page.getByText("문장을 올렸습니다").waitFor();
    await page.getByRole("link", { name: "설문·투표로 돌아가기" }).press("Enter");
    await page.waitForURL(`${portal.url}/polls/${poll}`);
    await context.close();
  });

  test("is the API's too, and no forum's", async () => {
    const map = await (await fetch(`${portal.url}/api/v1/polls/${poll}/opinion-map`)).json();
    expect([map.state, map.groups.length, map.statements.length >= 13]).toEqual(["drawn", 2, true]);
    const other = await (await fetch(`${portal.url}/api/v1/polls?state=closed`)).json();
    for (const path of [
      `/api/v1/forums/${poll}/opinion-map`,
      `/api/v1/polls/${mapped}/opinion-map`,
      `/api/v1/polls/${other.items[0].id}/opinion-map`,
      `/polls/${other.items[0].id}/map`,
    ])
      expect((await fetch(portal.url + path)).status, path).toBe(404);
    const citizen = await signIn(portal.url, "citizen-9542");
    const add = { intent: "add", body: "여기에는 지도가 없습니다.", anyway: "yes" };
    for (const path of [`/forums/${poll}/map`, `/polls/${mapped}/map`, `/polls/${other.items[0].id}/map`])
      expect((await citizen.form(path, add)).status, path).toBe(404);
  });
});

test("the API tells of groups and counts, and of nobody", async () => {
  const answer = await fetch(`${portal.url}/api/v1/forums/${mapped}/opinion-map`);
  const map = await answer.json();
  expect([answer.status, map.state, map.groups.length]).toEqual([200, "drawn", 3]);
  const sizes: number[] = map.groups.map(({ size }: { size: number }) => size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(map.people);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(5);
  expect(map.uniting.length).toBeGreaterThan(2);
  expect(map.dividing.length).toBeGreaterThan(2);
  expect(JSON.stringify(map)).not.toMatch(/axes|person|author|component/);
});

test("five people more, and a minute later the map counts them", async () => {
  const before = (await (await fetch(`${portal.url}/api/v1/forums/${mapped}/opinion-map`)).json()).people;
  const { rows } = await portal.database.pool.query<{ id: number }>(
    "select id from statement where matter_id = $1 and hidden_at is null order by id limit 7",
    [mapped],
  );
  for (let number = 9531; number <= 9535; number += 1) {
    const citizen = await signIn(portal.url, `citizen-${number}`);
    for (const { id } of rows) {
      const sent = await citizen.form(`/forums/${mapped}/map`, {
        intent: "vote",
        statement: String(id),
        vote: "agree",
      });
      expect([sent.status, sent.headers.get("Location")]).toEqual([302, `/forums/${mapped}/map#ask`]);
    }
  }
  await portal.work();
  // Answers for everybody are kept for some seconds.
  const after = async () =>
    (await (await fetch(`${portal.url}/api/v1/forums/${mapped}/opinion-map`)).json()).people;
  await expect.poll(after, { timeout: 20_000 }).toBeGreaterThanOrEqual(before + 5);
});
