import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RelatedMatters } from "#app/domain/views/related.ts";
import type { Searcher } from "#search/engine.ts";
import { launchBrowser, visit } from "./support/browser.ts";
import { signIn } from "./support/client.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** What is similar, while one writes and before one publishes; what is related, on a matter's page. */

const TITLE = "심야 순환버스를 만들어 주세요";
const BODY = "자정이 지나면 집에 갈 길이 없습니다. 한울역과 새솔산업단지를 도는 순환버스를 만들어 주세요.";
const THERE = "자정이 지나면 집에 갈 길이 없습니다 – 심야 순환버스를 만들어 주세요";

let portal: TestPortal;
let browser: Browser;
let there: number;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal({ template: "demonstration" }), launchBrowser()]);
  const { rows } = await portal.database.pool.query(
    "select id from matter where kind = 'proposal' and title = $1",
    [THERE],
  );
  there = rows[0].id;
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

test("while one writes, what is there already appears, and its one action leads to it", async () => {
  const { page, context, complaints } = await visit(browser, portal.url, { login: "citizen-7401" });
  await page.goto("/proposals/new");
  await page.getByLabel("제목").fill("양자역학을 배우는 모임방");
  // The answer to title and text: on a slow machine the title alone is asked for first.
  const answered = page.waitForResponse(
    (response) =>
      response.url().includes("/proposals/similar") &&
      (response.request().postData() ?? "").includes("물리를"),
  );
  await page
    .locator("#draft-problem")
    .fill("물리를 함께 배울 작은 방이 있으면 좋겠습니다. 토론을 하고 싶습니다.");
  await answered;
  await page.waitForTimeout(300);
  const panel = page.getByRole("region", { name: "비슷한 안건이 이미 있습니다" });
  expect(await panel.count()).toBe(0);

  await page.getByLabel("제목").fill(TITLE);
  await page.locator("#draft-problem").fill(BODY);
  await panel.waitFor();
  expect(await panel.getByRole("listitem").count()).toBeLessThanOrEqual(5);
  await expect
    .poll(() => page.getByRole("status").allTextContents())
    .toContainEqual(expect.stringMatching(/비슷한 안건 \d건/));
  expect(await panel.textContent()).toContain("공감 412");
  const action = panel.getByRole("link", { name: `이 제안에 공감하기: ${THERE}` });
  await action.press("Enter");
  await page.getByRole("heading", { level: 1, name: THERE }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

describe.each([
  ["with JavaScript", true],
  ["without JavaScript", false],
] as const)("before one publishes, %s", (_, javaScript) => {
  test("it is shown once more, and publishing goes on", async () => {
    const login = javaScript ? "citizen-7402" : "citizen-7403";
    const { page, context } = await visit(browser, portal.url, { login, javaScript });
    await page.goto("/proposals/new");
    await page.getByLabel("제목").fill(TITLE);
    await page.getByLabel("분야").selectOption({ label: "교통" });
    await page.locator("#draft-problem").fill(BODY);
    await page.locator("#draft-wish").fill("작은 공연을 열어 주세요.");
    await page.getByRole("button", { name: "다음" }).press("Enter");
    const panel = page.getByRole("region", { name: "게시하기 전에, 비슷한 안건이 있습니다" });
    await panel.waitFor();
    expect(await panel.getByRole("link", { name: THERE, exact: true }).getAttribute("href")).toBe(
      `/proposals/${there}`,
    );
    await page.getByRole("button", { name: "게시하기" }).press("Enter");
    await page.waitForURL(/\/proposals\/\d+\?published=1/);
    await context.close();
  });
});

describe("the question for similar ones", () => {
  test("is for who may publish, by POST, of bounded length", async () => {
    const client = await signIn(portal.url, "citizen-7404");
    const ask = (body: unknown) => client.json("/proposals/similar", "POST", body);
    const answer = await ask({ title: TITLE, body: BODY });
    expect(answer.status).toBe(200);
    const { items } = await answer.json();
    expect(items).toContainEqual(expect.objectContaining({ id: there, kind: "proposal", title: THERE }));
    expect(await (await ask({ title: "밤", body: BODY })).json()).toEqual({ items: [] });
    expect((await ask({ title: "가".repeat(101), body: "" })).status).toBe(422);
    expect((await ask({ title: TITLE, body: "가".repeat(10_001) })).status).toBe(422);
    expect((await ask({ title: 7 })).status).toBe(422);
    expect((await ask([])).status).toBe(400);
    expect((await client.send("/proposals/similar")).status).toBe(405);
    const visitor = await fetch(`${portal.url}/proposals/similar`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Origin: portal.url },
      body: JSON.stringify({ title: TITLE, body: BODY }),
    });
    expect(visitor.status).toBe(401);
  });
});

describe("on a matter's page", () => {
  test("related matters and what the city answered stand below, and never the matter itself", async () => {
    const author = await signIn(portal.url, "citizen-7405");
    const draft = {
      title: "자정 넘어 다니는 심야 순환버스를 늘려 주세요",
      body: BODY,
      category: "transport",
    };
    const { id } = await (await author.json("/api/v1/proposals", "POST", draft)).json();
    const related = async () => {
      const page = await (await author.send(`/proposals/${id}`)).text();
      const from = page.indexOf('id="related-matters"');
      return from === -1 ? "" : page.slice(from, page.indexOf("</main>"));
    };
    await expect.poll(related).toContain(`/proposals/${there}`);
    const section = await related();
    expect(section).toContain('id="related-replies"');
    expect(section).toContain("교통정책과");
    expect(section).not.toContain(`href="/proposals/${id}"`);
  });

  const searcher = (similar: Searcher["similar"]): Searcher => {
    const never = () => Promise.reject(new Error("not asked here"));
    return { similar, query: never, search: never, suggest: never };
  };
  test("a search that fails leaves them out, and one that is slow is not waited for", async () => {
    const { db } = portal.database;
    const faults: unknown[] = [];
    const failing = new RelatedMatters(
      db,
      searcher(() => Promise.reject(new Error("away"))),
      (fault) => faults.push(fault),
    );
    expect(await failing.of(FIRST_SPACE, there, "proposal", "ko", new Date())).toEqual({
      matters: [],
      replies: [],
    });
    expect(faults).toHaveLength(1);

    let asked = 0;
    let answer = () => {};
    const answered = new Promise<void>((done) => {
      answer = done;
    });
    const slow = new RelatedMatters(
      db,
      searcher(async ({ kinds }) => {
        asked += 1;
        await answered;
        return kinds.includes("proposal") ? [{ kind: "proposal", id: there - 1, score: 0.9 }] : [];
      }),
      (fault) => faults.push(fault),
      50,
    );
    const shown = async () => (await slow.of(FIRST_SPACE, there, "proposal", "ko", new Date())).matters;
    expect(await shown()).toEqual([]); // though search has not answered yet
    answer();
    // Who comes next finds it ready, and search was asked once.
    await expect.poll(shown).toHaveLength(1);
    expect(asked).toBe(2);
  });

  test("of many pages at once, two ask search; the others show nothing and ask another time", async () => {
    const { rows } = await portal.database.pool.query(
      "select id from matter where kind = 'proposal' and state <> 'withdrawn' order by id desc limit 5",
    );
    const release: (() => void)[] = [];
    let [now, most] = [0, 0];
    const busy = new RelatedMatters(
      portal.database.db,
      searcher(async ({ kinds, exceptMatter = 0 }) => {
        now += 1;
        most = Math.max(most, now);
        await new Promise<void>((done) => release.push(done));
        now -= 1;
        return kinds.includes("proposal") ? [{ kind: "proposal", id: exceptMatter - 1, score: 0.9 }] : [];
      }),
      (fault) => {
        throw fault;
      },
      60_000,
    );
    const of = (id: number) => busy.of(FIRST_SPACE, id, "proposal", "ko", new Date());
    const ids = rows.map((row) => Number(row.id));
    const answers = ids.map(of);
    for (const refused of answers.slice(2)) expect(await refused).toEqual({ matters: [], replies: [] });
    await expect.poll(() => release.length).toBe(2);
    const letGo = setInterval(() => release.shift()?.(), 5);
    await Promise.all(answers);
    expect(most).toBe(2);
    expect((await of(ids[2] ?? 0)).matters.length, "not remembered as nothing").toBeGreaterThan(0);
    clearInterval(letGo);
  });
});
