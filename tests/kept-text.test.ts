import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFindings, launchBrowser, visit } from "./support/browser.ts";
import { signIn } from "./support/client.ts";
import { DAY, makeDrive, portalSigning, standAt } from "./support/drive-city.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** What people type is not lost: to another window, to the end of a session, to a switch of language, to Back. */
let portal: TestPortal;
let browser: Browser;
/** A drive whose list is open for inspection. */
let inspected: number;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal({ template: "demonstration" }), launchBrowser()]);
  const { db } = portal.database;
  const [before, until] = [-20, 5].map((days) => new Date(Date.now() + days * DAY));
  inspected = await makeDrive(db, portalSigning(db), { at: before ?? new Date() });
  await standAt(db, inspected, "inspection", {
    handed_in_at: before,
    list_published_at: before,
    inspect_until: until,
  });
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

const TEXT = { title: "두 창의 초안", body: "처음 본문", category: "transport", district: "" };

async function idOf(query: string): Promise<number> {
  const { rows } = await portal.database.pool.query(query);
  return Number(rows[0]?.id);
}
const openForum = () =>
  idOf("select id from matter where kind = 'forum' and state = 'open' and closes_at > now() limit 1");

/** The session ends; the browser does not know yet. */
async function endSession(context: BrowserContext): Promise<void> {
  const cookies = (await context.cookies(portal.url)).map(({ name, value }) => `${name}=${value}`);
  const answer = await fetch(`${portal.url}/auth/sign-out`, {
    method: "POST",
    headers: { Cookie: cookies.join("; "), Origin: portal.url },
    redirect: "manual",
    body: new URLSearchParams(),
  });
  expect(answer.status).toBe(302);
}

async function signInAgain(context: BrowserContext, login: string): Promise<void> {
  const answer = await context.request.get(`/auth/sign-in?as=${login}&returnTo=/api/v1/rules`);
  expect([answer.status(), new URL(answer.url()).pathname]).toEqual([200, "/api/v1/rules"]);
}

describe("two windows on one draft", () => {
  const keep = async (login: string) => {
    const writer = await signIn(portal.url, login);
    const draft = randomUUID();
    const put = (body: object) => writer.json(`/drafts/${draft}/autosave`, "PUT", body);
    const stored = async () => {
      const { rows } = await portal.database.pool.query("select body, version from draft where id = $1", [
        draft,
      ]);
      return rows[0];
    };
    return { writer, draft, put, stored };
  };
  const [older, newer] = [randomUUID(), randomUUID()];

  test("the older's save and autosave answer 409 with both texts, and nothing is overwritten", async () => {
    const { writer, draft, put, stored } = await keep("citizen-6201");
    expect((await put({ ...TEXT, tab: older, version: 0 })).status).toBe(200);
    expect((await put({ ...TEXT, body: "새 창의 본문", tab: newer, version: 1 })).status).toBe(200);
    const autosave = await put({ ...TEXT, body: "옛 창의 본문", tab: older, version: 1 });
    expect(autosave.status).toBe(409);
    expect(autosave.headers.get("Content-Type")).toContain("application/problem+json");
    expect(await autosave.json()).toMatchObject({
      code: "changed-meanwhile",
      saved: { body: "새 창의 본문", version: 2 },
      typed: { body: "옛 창의 본문" },
    });
    const form = await writer.form(`/drafts/${draft}`, {
      ...TEXT,
      body: "옛 창의 본문",
      tab: older,
      version: "1",
      intent: "review",
    });
    const page = await form.text();
    expect(form.status).toBe(409);
    expect(page).toContain("새 창의 본문");
    expect(page).toContain("옛 창의 본문");
    expect(await stored()).toEqual({ body: "새 창의 본문", version: 2 });
  });

  test("a window goes on from what it saved itself, even if it never heard that it was", async () => {
    const { put, stored } = await keep("citizen-6202");
    for (const body of ["하나", "둘", "셋"])
      expect((await put({ ...TEXT, body, tab: older, version: 0 })).status).toBe(200);
    // The same text is no conflict, whoever sends it.
    expect((await put({ ...TEXT, body: "셋", tab: newer, version: 0 })).status).toBe(200);
    expect(await stored()).toEqual({ body: "셋", version: 4 });
  });

  test("what was typed offline into a question, and below a picture, is there again", async () => {
    const { writer, draft, put, stored } = await keep("citizen-6204");
    const asked = "## 지금의 문제\n\n앉을 곳이 없습니다.";
    expect((await put({ ...TEXT, body: asked })).status).toBe(200);
    const size = { width: 8, height: 6, channels: 3, background: "#123456" } as const;
    const form = new FormData();
    form.append(
      "picture",
      new File([new Uint8Array(await sharp({ create: size }).png().toBuffer())], "a.png"),
    );
    const sent = await writer.send(`/drafts/${draft}/pictures`, { method: "POST", body: form });
    expect(sent.status).toBe(201);
    const { id } = await sent.json();
    const { page, context } = await visit(browser, portal.url, { login: "citizen-6204" });
    await page.goto(`/drafts/${draft}`, { waitUntil: "networkidle" });
    expect(await page.locator("#draft-problem").inputValue()).toBe("앉을 곳이 없습니다.");
    await context.setOffline(true);
    await page.locator("#draft-wish").fill("의자를 놓아 주세요.");
    await page.locator(`[id="draft-caption:${id}"]`).fill("비 오는 날");
    await page
      .getByText(/연결이 끊겼습니다/)
      .first()
      .waitFor();
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(`/drafts/${draft}`);
    await expect.poll(() => again.locator("#draft-wish").inputValue()).toBe("의자를 놓아 주세요.");
    await expect.poll(() => again.locator(`[id="draft-caption:${id}"]`).inputValue()).toBe("비 오는 날");
    expect((await stored()).body).toBe(asked);
    await again.getByRole("button", { name: "되살린 글로 계속 쓰기" }).press("Enter");
    await expect
      .poll(async () => (await stored()).body)
      .toBe(`${asked}\n\n## 바라는 점\n\n의자를 놓아 주세요.`);
    const { rows } = await portal.database.pool.query("select alt, caption from picture where id = $1", [id]);
    expect(rows).toEqual([{ alt: "", caption: "비 오는 날" }]);
    await context.close();
  });

  test("what no form of ours says of its window is refused", async () => {
    const { put } = await keep("citizen-6203");
    for (const odd of [{ tab: "x", version: 0 }, { tab: older }, { tab: older, version: -1 }, { version: 1 }])
      expect([odd, (await put({ ...TEXT, ...odd })).status]).toEqual([odd, 400]);
  });

  test.each([
    ["ko", true, "이 창의 글로 저장하기", "다른 창의 글로 계속 쓰기", 375],
    ["en", true, "Save this window’s text", "Go on with the other text", 1280],
    ["ja", false, "このウィンドウの内容を保存する", "別のウィンドウの内容で続ける", 375],
    ["ko", false, "이 창의 글로 저장하기", "다른 창의 글로 계속 쓰기", 1280],
  ] as const)(
    "both are offered, in %s, with JavaScript: %s",
    async (language, javaScript, mine, theirs, width) => {
      const login = `citizen-62${width === 375 ? 75 : 80}`;
      const { put, draft, stored } = await keep(login);
      await put({ ...TEXT, tab: older, version: 0 });
      const { page, context, complaints } = await visit(browser, portal.url, {
        login,
        language,
        javaScript,
        width,
      });
      await page.goto(`/drafts/${draft}?lang=${language}`);
      const other = await context.newPage();
      await other.goto(`/drafts/${draft}?lang=${language}`);
      for (const choice of [theirs, mine]) {
        const said = `새 창에서 고른 말 ${choice}`;
        const before = await stored();
        expect((await put({ ...TEXT, body: said, tab: newer, version: before.version })).status).toBe(200);
        await page.locator("#draft-body").fill("이 창의 본문");
        // With scripts the autosave finds it by itself.
        if (!javaScript) await page.locator(".write-actions button[value=save]").press("Enter");
        await page.getByText(said).first().waitFor();
        expect(await page.locator("#draft-body").inputValue()).toBe("이 창의 본문");
        if (javaScript) expect(await axeFindings(page)).toEqual([]);
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(wide).toBeLessThanOrEqual(0);
        expect((await stored()).body).toBe(said);
        const decide = page.getByRole(choice === mine ? "button" : "link", { name: choice });
        await decide.press("Enter");
        await decide.waitFor({ state: "detached" });
        const expected = choice === mine ? "이 창의 본문" : said;
        await expect.poll(() => page.locator("#draft-body").inputValue()).toBe(expected);
        await expect.poll(async () => (await stored()).body).toBe(expected);
      }
      expect(complaints.filter((one) => !one.includes("409"))).toEqual([]);
      await context.close();
    },
  );
});

describe("two windows on one application", () => {
  test("the older's step answers 409 with both texts; another step is no conflict", async () => {
    const owner = await signIn(portal.url, "citizen-6301");
    const begun = await owner.form("/drives/new", { kind: "ordinance-petition" });
    const path = begun.headers.get("Location") ?? "";
    const id = Number(path.split("/").at(-1));
    const subject = { step: "subject", request: "amend", category: "culture", title: "도서관", target: "" };
    const [older, newer] = [randomUUID(), randomUUID()];
    const save = (fields: Record<string, string>) => owner.form(path, { intent: "save", ...fields });
    expect((await save({ ...subject, summary: "처음", tab: older, version: "0" })).status).toBe(302);
    expect((await save({ ...subject, summary: "새 창", tab: newer, version: "1" })).status).toBe(302);
    const refused = await save({ ...subject, summary: "옛 창", tab: older, version: "1" });
    const page = await refused.text();
    expect(refused.status).toBe(409);
    expect(page).toContain("새 창");
    expect(page).toContain("옛 창");
    const autosave = await save({
      ...subject,
      summary: "옛 창",
      tab: older,
      version: "1",
      intent: "autosave",
    });
    expect(autosave.status).toBe(409);
    // Of another step nothing was written yet.
    expect((await save({ step: "reasons", reasons: "까닭", tab: older, version: "0" })).status).toBe(302);
    const stored = async () =>
      (
        await portal.database.pool.query(
          "select content ->> 'summary' as summary from drive_application where id = $1",
          [id],
        )
      ).rows[0]?.summary;
    expect(await stored()).toBe("새 창");
    const over = { ...subject, summary: "옛 창", tab: older, version: "1", intent: "overwrite:2" };
    expect((await save(over)).status).toBe(302);
    expect(await stored()).toBe("옛 창");
  });
});

/** The step of an application where its reasons are written. */
async function reasonsOf(login: string): Promise<string> {
  const writer = await signIn(portal.url, login);
  const begun = await writer.form("/drives/new", { kind: "ordinance-petition" });
  return `${begun.headers.get("Location")}?step=reasons`;
}

/** Forms with a text, and where it goes. */
const LONG = [
  ["an opinion", "citizen-6401", async () => `/forums/${await openForum()}`, "#opinion-body"],
  [
    "an officer's reply",
    "officer-transport",
    async () => `/desk/duties/${await idOf(DUTY_OF_TRANSPORT)}`,
    "#reply-body",
  ],
  ["an operator's statute", "admin", async () => "/operator/statutes?from=recall", "#definition"],
  ["an objection", "citizen-6411", async () => `/drives/${inspected}/objection`, "#objection"],
  ["an application", "citizen-6412", () => reasonsOf("citizen-6412"), "#apply-reasons"],
] as const;
const DUTY_OF_TRANSPORT = `select duty.id from duty join office on office.id = office_id
  where office.code = 'transport' and met_at is null and step is null and replies = 0 order by duty.id limit 1`;

async function typeInto(page: Page, field: string, text: string): Promise<void> {
  const control = page.locator(field);
  await control.waitFor();
  await control.fill(text);
}

describe.each(LONG)("%s", (_, login, addressOf, field) => {
  test("is there again after the session ended, a switch of language, and Back", async () => {
    const address = await addressOf();
    const { page, context } = await visit(browser, portal.url, { login });
    await page.goto(address);
    const text = `길게 쓴 글 ${login}`;
    await typeInto(page, field, text);
    await page.getByRole("link", { name: "English" }).first().click();
    await page.waitForURL("**lang=en**");
    await expect.poll(() => page.locator(field).inputValue()).toBe(text);
    // An application is saved on its way too; of what the server has there is nothing to bring back.
    if (!address.includes("step=")) await page.getByText("What you were writing is back").waitFor();
    await page.goto("/about/privacy?lang=ko");
    await page.goBack();
    await expect.poll(() => page.locator(field).inputValue()).toBe(text);
    await endSession(context);
    await page.goto(address);
    expect(await page.locator(field).count()).toBe(0);
    await signInAgain(context, login);
    await page.goto(address);
    await expect.poll(() => page.locator(field).inputValue()).toBe(text);
    // The next person at this browser is not shown it.
    await context.clearCookies(); // at the agency, too
    await signInAgain(context, "citizen-6409");
    await page.goto(`/forums/${await openForum()}`);
    expect(await page.getByText(text).count()).toBe(0);
    expect(
      await page
        .locator("#opinion-body")
        .inputValue()
        .catch(() => ""),
    ).toBe("");
    await context.close();
  });
});

test("a copy goes once the server has taken the form, and at signing out", async () => {
  const forum = await openForum();
  const { page, context } = await visit(browser, portal.url, { login: "citizen-6402" });
  const copies = () =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("gonggam-form:")).length);
  await page.goto(`/forums/${forum}`);
  await page.locator("#opinion-body").fill("보내고 나면 잊을 말입니다.");
  expect(await copies()).toBe(1);
  await page.getByRole("button", { name: "의견 남기기" }).press("Enter");
  // Refused: nothing was chosen. What was typed is still kept.
  await page.getByRole("alert").first().waitFor();
  expect(await copies()).toBe(1);
  await page.locator("input[name=stance][value=for]").check();
  await page.getByRole("button", { name: "의견 남기기" }).press("Enter");
  await page.waitForURL("**given=1**");
  await expect.poll(copies).toBe(0);
  await page.locator("#my-opinion summary", { hasText: "고치기" }).press("Enter");
  await page.locator("#opinion-body").fill("고치다 만 말입니다.");
  expect(await copies()).toBe(1);
  await page.locator("form[action$='/auth/sign-out'] button").first().dispatchEvent("click");
  await page.waitForURL(`${portal.url}/`);
  expect(await copies()).toBe(0);
  await context.close();
});

describe("without JavaScript, a form that meets a session that has ended", () => {
  test("leads through signing in to the text, for its writer alone, and can be sent from there", async () => {
    const forum = await openForum();
    const login = "citizen-6403";
    const { page, context } = await visit(browser, portal.url, { login, javaScript: false });
    await page.goto(`/forums/${forum}`);
    await page.locator("#opinion-body").fill("끊긴 뒤에 보낸 의견입니다.");
    await page.locator("input[name=stance][value=for]").check();
    await endSession(context);
    await page.locator("button[name=intent][value=opinion]").press("Enter");
    await page.getByRole("button", { name: /citizen-3$/ }).waitFor();
    const { rows } = await portal.database.pool.query("select id, sealed from kept_form");
    expect(rows).toHaveLength(1);
    expect(rows[0].sealed.toString("latin1")).not.toContain("끊긴");
    const address = `/kept/${rows[0].id}`;
    const stranger = await signIn(portal.url, "citizen-6404");
    expect((await stranger.send(address)).status).toBe(404);
    await signInAgain(context, login);
    await page.goto(address);
    await page.getByText("끊긴 뒤에 보낸 의견입니다.").waitFor();
    await page.getByRole("button", { name: "다시 보내기" }).press("Enter");
    await page.waitForURL("**given=1**");
    await page.getByText("끊긴 뒤에 보낸 의견입니다.").first().waitFor();
    await context.close();
  });

  test("is not kept for who shows no form of ours, and nothing is read of who has no cookie", async () => {
    const kept = async () => (await portal.database.pool.query("select from kept_form")).rowCount;
    const before = await kept();
    const path = `/forums/${await openForum()}`;
    const send = (cookie: string | null, fields: Record<string, string>) =>
      fetch(portal.url + path, {
        method: "POST",
        redirect: "manual",
        headers: { Origin: portal.url, ...(cookie && { Cookie: cookie }) },
        body: new URLSearchParams({ intent: "opinion", body: "글", ...fields }),
      });
    for (const [cookie, fields] of [
      [null, {}],
      ["gonggam=nobodys", {}],
      ["gonggam=nobodys", { writer: "forged" }],
      ["gonggam=nobodys", { writer: Buffer.from("writer 1").toString("base64url") }],
    ] as const) {
      const answer = await send(cookie, fields);
      expect([cookie, answer.status]).toEqual([cookie, 302]);
      expect(answer.headers.get("Location")).toBe(`/auth/sign-in?${new URLSearchParams({ returnTo: path })}`);
    }
    expect(await kept()).toBe(before);
  });
});

/** Their forms, what is typed into them, and what the page says in English once it was asked for. */
const SWITCHED = [
  [
    "an opinion",
    "citizen-6421",
    async () => `/forums/${await openForum()}`,
    { "#opinion-body": "언어를 바꾸기 전에 쓴 의견" },
  ],
  [
    "a draft",
    "citizen-6422",
    async () => "/proposals/new",
    { "#draft-title": "언어를 바꾸기 전의 제목", "#draft-wish": "언어를 바꾸기 전에 쓴 본문" },
  ],
  [
    "an officer's reply",
    "officer-transport",
    async () => `/desk/duties/${await idOf(DUTY_OF_TRANSPORT)}`,
    { "#reply-body": "언어를 바꾸기 전에 쓴 답변" },
  ],
  [
    "an objection",
    "citizen-6423",
    async () => `/drives/${inspected}/objection`,
    { "#objection": "언어를 바꾸기 전에 쓴 이의신청" },
  ],
  [
    "an application",
    "citizen-6424",
    () => reasonsOf("citizen-6424"),
    { "#apply-reasons": "언어를 바꾸기 전에 쓴 이유", "#apply-costs": "해마다 4억 원" },
  ],
  ["a recipient of lists", "clerk", async () => "/clerk/recipients", { "#name": "선거관리위원회" }],
] as const;

describe("without JavaScript a switch of language", () => {
  test.each(SWITCHED)("keeps %s", async (_, login, addressOf, fields) => {
    const { page, context } = await visit(browser, portal.url, { login, javaScript: false });
    const before = (await portal.database.pool.query("select max(id) as id from matter")).rows[0];
    await page.goto(await addressOf());
    for (const [field, text] of Object.entries(fields)) await page.locator(field).fill(text);
    const form = page.locator("form", { has: page.locator(Object.keys(fields)[0] ?? "") });
    for (const [language, name] of [
      ["en", "English"],
      ["ja", "日本語"],
    ] as const) {
      await form.getByRole("button", { name, exact: true }).press("Enter");
      await page.waitForURL(`**lang=${language}**`);
      expect(await page.locator("html").getAttribute("lang")).toBe(language);
      for (const [field, text] of Object.entries(fields))
        expect(await page.locator(field).inputValue()).toBe(text);
      expect(await page.locator(".error-summary").count()).toBe(0);
    }
    expect((await portal.database.pool.query("select max(id) as id from matter")).rows[0]).toEqual(before);
    await context.close();
  });
});

test("a form about other people, of which the browser keeps nothing, is taken into another language", async () => {
  const { page, context } = await visit(browser, portal.url, { login: "clerk" });
  const drive = await idOf("select matter_id as id from drive where state = 'collecting' order by 1 limit 1");
  await page.goto(`/clerk/drives/${drive}/paper`);
  const field = page.locator("input[name='lines.1.name']");
  await field.fill("홍길동");
  const form = page.locator("form", { has: page.locator("input[name='lines.1.name']") });
  await form.getByRole("button", { name: "English", exact: true }).press("Enter");
  await page.waitForURL("**lang=en**");
  expect(await field.inputValue()).toBe("홍길동");
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("홍길동");
  await context.close();
});
