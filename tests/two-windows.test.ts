import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFindings, launchBrowser, visit } from "./support/browser.ts";
import { type Client, signIn } from "./support/client.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** Two windows on a text that is published: the older one writes nothing over what it has not seen. */
let portal: TestPortal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal({ template: "demonstration" }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

async function valueIn<T>(query: string, ...values: unknown[]): Promise<T> {
  const { rows } = await portal.database.pool.query(query, values);
  return rows[0]?.value;
}

async function publish(writer: Client, body: string): Promise<string> {
  const sent = { title: "두 창의 제안", body, category: "transport" };
  const answer = await writer.json("/api/v1/proposals", "POST", sent);
  expect(answer.status).toBe(201);
  return String((await answer.json()).id);
}

const openForum = () =>
  valueIn<number>(
    "select id as value from matter where kind = 'forum' and state = 'open' and closes_at > now() limit 1",
  );

interface Edited {
  writer: Client;
  /** Of the form. */
  path: string;
  /** Where it is sent to, and with which button. */
  action: string;
  intents: { save: string; overwrite: string };
  /** The form with a text in it; both are found on the page of a conflict. */
  fields: (text: string) => Record<string, string>;
  stored: () => Promise<string>;
}

async function proposal(login: string, first: string): Promise<Edited> {
  const writer = await signIn(portal.url, login);
  const id = await publish(writer, first);
  const path = `/proposals/${id}/edit`;
  return {
    writer,
    path,
    action: path,
    intents: { save: "save", overwrite: "overwrite" },
    fields: (body) => ({ title: "두 창의 제안", body, category: "transport", district: "" }),
    stored: () => valueIn("select body as value from matter where id = $1", id),
  };
}

async function opinion(login: string, first: string): Promise<Edited> {
  const writer = await signIn(portal.url, login);
  const forum = await openForum();
  const given = await writer.json(`/api/v1/forums/${forum}/opinions`, "POST", { stance: "for", body: first });
  expect(given.status).toBe(201);
  const { id } = await given.json();
  return {
    writer,
    path: `/forums/${forum}`,
    action: `/forums/${forum}`,
    intents: { save: "opinion", overwrite: "opinion" },
    fields: (body) => ({ stance: "for", body }),
    stored: () => valueIn("select body as value from opinion where id = $1", id),
  };
}

async function statute(_: string, first: string): Promise<Edited> {
  const writer = await signIn(portal.url, "admin");
  const code = "recall";
  const current = () =>
    valueIn<{ names?: unknown }>(
      "select definition as value from statute where code = $1 order by version desc limit 1",
      code,
    );
  const begun = await current();
  const fields = (text: string) => ({
    definition: JSON.stringify({ ...begun, name: { ko: text, en: text, ja: text } }),
  });
  const path = "/operator/statutes";
  const edited: Edited = {
    writer,
    path: `${path}?from=${code}`,
    action: path,
    intents: { save: "publish", overwrite: "publish" },
    fields,
    stored: () =>
      valueIn(
        "select definition -> 'name' ->> 'ko' as value from statute where code = $1 order by version desc limit 1",
        code,
      ),
  };
  expect((await writer.form(path, { ...fields(first), intent: "publish" })).status).toBe(302);
  return edited;
}

/** What a form says of the text that it was begun with. */
async function seenOn({ writer, path }: Edited): Promise<string> {
  const page = await (await writer.send(path)).text();
  const seen = /name="seen" value="([^"]+)"/.exec(page)?.[1];
  if (seen === undefined) throw new Error(`${path} does not say what it was begun with.`);
  return seen;
}

describe.each([
  ["a proposal", proposal, "citizen-6501"],
  ["an opinion", opinion, "citizen-6502"],
  ["a statute", statute, "admin"],
] as const)("%s", (_, make, login) => {
  test("the older window is answered 409 with both texts; what was seen may be written over", async () => {
    const edited = await make(login, "처음에 쓴 글");
    const { writer, action, intents, fields, stored } = edited;
    const seen = await seenOn(edited);
    const save = (text: string, more: Record<string, string>) =>
      writer.form(action, { ...fields(text), intent: intents.save, ...more });
    expect((await save("새 창에서 고친 글", { seen })).status).toBe(302);
    const refused = await save("옛 창에서 고친 글", { seen });
    const page = await refused.text();
    expect(refused.status).toBe(409);
    expect(page).toContain("새 창에서 고친 글");
    expect(page).toContain("옛 창에서 고친 글");
    // Whoever presses the same button again has still not decided.
    expect(page).toContain(`name="seen" value="${seen}"`);
    expect((await save("옛 창에서 고친 글", { seen })).status).toBe(409);
    expect(await stored()).toBe("새 창에서 고친 글");
    const [, mark] = new RegExp(`value="${intents.overwrite}:([0-9a-f]{64})"`).exec(page) ?? [];
    expect(mark).toBeDefined();
    // In between it was changed once more: that was not shown.
    expect((await save("셋째 창에서 고친 글", {})).status).toBe(302);
    const over = { seen, intent: `${intents.overwrite}:${mark}` };
    expect((await save("옛 창에서 고친 글", over)).status).toBe(409);
    const shown = { seen, intent: `${intents.overwrite}:${await seenOn(edited)}` };
    expect((await save("옛 창에서 고친 글", shown)).status).toBe(302);
    expect(await stored()).toBe("옛 창에서 고친 글");
  });

  test("what stands there already may be sent again", async () => {
    const edited = await make(`${login}0`, "한 번만 쓴 글");
    const { writer, action, intents, fields, stored } = edited;
    const seen = await seenOn(edited);
    const twice = { ...fields("두 번 보낸 글"), intent: intents.save, seen };
    expect((await writer.form(action, twice)).status).toBe(302);
    expect((await writer.form(action, twice)).status).toBe(302);
    expect(await stored()).toBe("두 번 보낸 글");
  });
});

test("two windows that were opened before there was an opinion", async () => {
  const writer = await signIn(portal.url, "citizen-6504");
  const path = `/forums/${await openForum()}`;
  const give = (body: string) => writer.form(path, { intent: "opinion", stance: "for", body, seen: "none" });
  expect((await give("첫 창의 의견")).status).toBe(302);
  const refused = await give("둘째 창의 의견");
  expect(refused.status).toBe(409);
  expect(await refused.text()).toContain("첫 창의 의견");
});

test("an item of background is taken out by its number: its place may be another's by then", async () => {
  const officer = await signIn(portal.url, "moderator");
  const path = `/forums/${await openForum()}/background`;
  const add = (title: string) => officer.form(path, { intent: "add", title, body: "본문입니다.", url: "" });
  const titles = async () =>
    valueIn<string[]>(
      `select array_agg(title order by position) as value from background
        where forum_id = $1 and removed_at is null and title like '배경 %'`,
      path.split("/")[2],
    );
  await add("배경 하나");
  const page = await (await officer.send(path)).text();
  const number = [...page.matchAll(/name="number" value="(\d+)"/g)].at(-1)?.[1] ?? "";
  const remove = () => officer.form(path, { intent: "remove", number });
  expect((await remove()).status).toBe(302);
  await add("배경 둘");
  // The window of before still shows the first.
  expect((await remove()).status).toBe(404);
  expect(await titles()).toEqual(["배경 둘"]);
});

describe.each([
  ["ko", true, 375],
  ["en", false, 1280],
] as const)("in %s, with JavaScript: %s", (language, javaScript, width) => {
  const words = {
    ko: ["저장하기", "이 창의 글로 저장하기", "다른 창의 글로 계속 쓰기"],
    en: ["Save", "Save this window’s text", "Go on with the other text"],
  }[language];

  test("the author of a proposal is offered both texts, and Enter does not decide", async () => {
    const login = `citizen-651${javaScript ? 1 : 2}`;
    const edited = await proposal(login, "처음에 쓴 글");
    const { writer, path, fields, stored } = edited;
    const other = async (text: string) => {
      const sent = { ...fields(text), intent: "save", seen: await seenOn(edited) };
      expect((await writer.form(path, sent)).status).toBe(302);
    };
    const { page, context, complaints } = await visit(browser, portal.url, {
      login,
      language,
      javaScript,
      width,
    });
    for (const [place, choice] of [words[2], words[1]].entries()) {
      const theirs = `다른 창의 글 ${place}`;
      await page.goto(`${path}?lang=${language}`);
      await other(theirs);
      await page.locator("#edit-body").fill("이 창의 글");
      await page.locator("form#edit-form button[value=save]").press("Enter");
      await page.getByText(theirs).first().waitFor();
      await page.locator("#edit-title").press("Enter");
      await page.getByText(theirs).first().waitFor();
      expect(await page.locator("#edit-body").inputValue()).toBe("이 창의 글");
      expect(await stored()).toBe(theirs);
      if (javaScript) expect(await axeFindings(page)).toEqual([]);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide).toBeLessThanOrEqual(0);
      const role = choice === words[1] ? "button" : "link";
      await page.getByRole(role, { name: choice, exact: true }).press("Enter");
      if (role === "button") {
        await page.waitForURL("**done=edited**");
        expect(await stored()).toBe("이 창의 글");
      } else {
        await expect.poll(() => page.locator("#edit-body").inputValue()).toBe(theirs);
        await page.locator("#edit-body").fill(`${theirs}에 이어서`);
        await page.locator("form#edit-form button[value=save]").first().press("Enter");
        await page.waitForURL("**done=edited**");
        expect(await stored()).toBe(`${theirs}에 이어서`);
      }
    }
    expect(complaints.filter((one) => !one.includes("409"))).toEqual([]);
    await context.close();
  });
});

test("what is typed into a text before the scripts arrive stays, and is kept", async () => {
  const login = "citizen-6515";
  const { path, stored } = await proposal(login, "서버가 보낸 글");
  const { page, context } = await visit(browser, portal.url, { login });
  let arrive = () => {};
  const arrived = new Promise<void>((done) => {
    arrive = done;
  });
  await page.route("**/assets/*.js", async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto(path, { waitUntil: "commit" });
  const body = page.locator("#edit-body");
  await body.fill("일찍 쓴 글");
  arrive();
  // The counter is drawn by the script, and counts what is there.
  await page.getByText(/^6 \/ /).waitFor();
  expect(await body.inputValue()).toBe("일찍 쓴 글");
  // What the server put in is the field's default again: the form tells by it what is somebody's own.
  expect(await body.evaluate((area: HTMLTextAreaElement) => area.defaultValue)).toBe("서버가 보낸 글");
  await page.reload();
  await expect.poll(() => body.inputValue()).toBe("일찍 쓴 글");
  await page.locator("form#edit-form button[value=save]").press("Enter");
  await page.waitForURL("**done=edited**");
  expect(await stored()).toBe("일찍 쓴 글");
  await context.close();
});

test("a copy that a browser puts back has seen only what it was begun with", async () => {
  const login = "citizen-6514";
  const edited = await proposal(login, "처음에 쓴 글");
  const { writer, path, fields, stored } = edited;
  const { page, context } = await visit(browser, portal.url, { login });
  await page.goto(path);
  await page.locator("#edit-body").fill("닫힌 창에서 쓰던 글");
  await page.goto("/about/privacy");
  const sent = { ...fields("그사이 고친 글"), intent: "save", seen: await seenOn(edited) };
  expect((await writer.form(path, sent)).status).toBe(302);
  await page.goto(path);
  await expect.poll(() => page.locator("#edit-body").inputValue()).toBe("닫힌 창에서 쓰던 글");
  await page.locator("form#edit-form button[value=save]").press("Enter");
  await page.getByText("그사이 고친 글").first().waitFor();
  expect(await stored()).toBe("그사이 고친 글");
  await context.close();
});
