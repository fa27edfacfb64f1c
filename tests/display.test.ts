import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RETENTION } from "#app/domain/retention/retention.ts";
import ko from "#app/i18n/ko/subject/privacy.json" with { type: "json" };
import { axeFindings, launchBrowser, visit } from "./support/browser.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

declare global {
  interface Window {
    /** What the browser was asked to say. */
    said: string[];
    finishPart(): void;
  }
}

let portal: TestPortal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal({ template: "demonstration" }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

const html = async (path: string, cookie = "") =>
  (await fetch(portal.url + path, { headers: { cookie, "accept-language": "ko" } })).text();
const opening = (page: string) => /<html[^>]*>/.exec(page)?.[0] ?? "";

function choose(form: Record<string, string>, headers: Record<string, string> = { origin: portal.url }) {
  return fetch(`${portal.url}/display`, {
    method: "POST",
    redirect: "manual",
    headers,
    body: new URLSearchParams(form),
  });
}

const proposal = async () => {
  const { rows } = await portal.database.pool.query<{ id: number }>(
    "select id from matter where kind = 'proposal' and state = 'open' and closes_at > now() order by id limit 1",
  );
  return rows[0]?.id;
};

describe("what was chosen", () => {
  test("stands in the first byte of each page, and in nobody else's", async () => {
    const chosen = await choose({ mode: "dark", returnTo: "/rules?lang=ko" });
    expect([chosen.status, chosen.headers.get("location")]).toEqual([303, "/rules?lang=ko"]);
    const [cookie = ""] = (chosen.headers.get("set-cookie") ?? "").split(";");
    for (let round = 0; round < 3; round += 1) {
      expect(opening(await html("/rules", cookie))).toContain('data-mode="dark"');
      expect(opening(await html("/rules"))).not.toMatch(/data-(mode|text)/);
      expect(opening(await html("/rules", "display=largest.contrast"))).toMatch(
        /data-text="largest".*data-mode="contrast"/,
      );
    }
    // The other half of it stays.
    const larger = await choose({ text: "larger" }, { origin: portal.url, cookie });
    expect(larger.headers.get("set-cookie")).toMatch(/^display=larger\.dark; /);
    const reset = await choose({ reset: "1" }, { origin: portal.url, cookie });
    expect(reset.headers.get("set-cookie")).toContain("Max-Age=0");
  });

  test("is one of ours, and leads nowhere else", async () => {
    for (const cookie of ["display=huge.neon", 'display="><script>', "display=large", "display=large.dark.x"])
      expect(opening(await html("/rules", cookie))).not.toMatch(/data-mode|data-text="(?!large")|script/);
    const away = await choose({ mode: "neon", returnTo: "https://elsewhere.example/" });
    expect([away.headers.get("location"), away.headers.get("set-cookie")?.startsWith("display=;")]).toEqual([
      "/",
      true,
    ]);
    expect((await choose({ mode: "dark" }, {})).status).toBe(403);
    expect((await choose({ mode: "dark" }, { origin: "https://elsewhere.example" })).status).toBe(403);
  });

  test("comes without a script by way of the server, on the same page", async () => {
    const { page, context } = await visit(browser, portal.url, { javaScript: false, width: 375 });
    await page.goto("/rules");
    await page.locator(".mobile-menu > summary").click();
    await page.locator(".mobile-menu").getByRole("button", { name: "가장 크게" }).click();
    await page.locator('html[data-text="largest"]').waitFor();
    expect(new URL(page.url()).pathname).toBe("/rules");
    await context.close();
  });

  test("comes at once with one, also without a network, and nothing typed is lost", async () => {
    const { page, context } = await visit(browser, portal.url, { login: "citizen-9400" });
    await page.goto("/proposals/new");
    const title = page.locator("#write-title, input[name=title]").first();
    await title.fill("가로등 하나만 더");
    const menu = page.locator(".display-menu");
    await menu.locator("summary").click();
    await menu.getByRole("button", { name: "선명하게" }).click();
    await page.locator('html[data-mode="contrast"]').waitFor();
    await context.setOffline(true);
    await menu.getByRole("button", { name: "조금 크게" }).click();
    await page.locator('html[data-text="large"][data-mode="contrast"]').waitFor();
    expect(await menu.getByRole("button", { name: "조금 크게" }).getAttribute("aria-pressed")).toBe("true");
    expect(await title.inputValue()).toBe("가로등 하나만 더");
    await context.setOffline(false);
    // What reached the server is there on the next page, from its first byte.
    await expect
      .poll(async () => (await context.cookies()).find(({ name }) => name === "display")?.value)
      .toBe("medium.contrast");
    await page.goto("/rules");
    expect(await page.locator("html").getAttribute("data-mode")).toBe("contrast");
    await context.close();
  });
});

/** As somebody would have it whose browser, system or eyes are like this. */
async function seen(options: BrowserContextOptions, cookie?: string) {
  const context = await browser.newContext({
    baseURL: portal.url,
    locale: "ko",
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  if (cookie) await context.addCookies([{ name: "display", value: cookie, url: portal.url }]);
  return { context, page: await context.newPage() };
}

const groundOf = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

const MAIN_PAGES = [
  "/",
  "/proposals",
  "PROPOSAL",
  "/duties",
  "/results",
  "/search?q=도서관",
  "/rules",
  "/privacy",
];

describe.each<[string, BrowserContextOptions, string | undefined, string]>([
  ["dark, as the system is", { colorScheme: "dark" }, undefined, "rgb(19, 20, 22)"],
  ["dark, as was chosen", {}, "medium.dark", "rgb(19, 20, 22)"],
  ["light in a dark system", { colorScheme: "dark" }, "medium.light", "rgb(255, 255, 255)"],
  ["high contrast", { viewport: { width: 375, height: 812 } }, "large.contrast", "rgb(0, 0, 0)"],
])("%s", (look, options, cookie, ground) => {
  test("the main pages can be read by everybody", async () => {
    const { context, page } = await seen({ ...options, reducedMotion: "reduce" }, cookie);
    for (const path of look.startsWith("light") ? ["/"] : MAIN_PAGES) {
      await page.goto(path === "PROPOSAL" ? `/proposals/${await proposal()}` : path);
      expect([path, await groundOf(page)]).toEqual([path, ground]);
      expect([path, await axeFindings(page)]).toEqual([path, []]);
      if (look !== "high contrast") continue;
      const faint = await page.evaluate(() =>
        window.axe.run({
          runOnly: ["color-contrast-enhanced"],
          rules: { "color-contrast-enhanced": { enabled: true } },
        }),
      );
      expect([
        path,
        faint.violations.flatMap(({ nodes }) => nodes.map(({ target }) => target.join(" "))),
      ]).toEqual([path, []]);
    }
    await context.close();
  });
});

test("on paper, what was chosen for the screen is white", async () => {
  const { context, page } = await seen({}, "medium.contrast");
  await page.goto("/rules");
  await page.emulateMedia({ media: "print" });
  expect(await groundOf(page)).toBe("rgb(255, 255, 255)");
  await context.close();
});

test("where the system gives the colours, bars, marks and focus are drawn in them", async () => {
  const { context, page } = await seen({ forcedColors: "active", colorScheme: "dark" });
  await page.goto("/proposals");
  const colours = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement("i"));
    const system = (name: string) => {
      probe.style.color = name;
      return getComputedStyle(probe).color;
    };
    const of = (selector: string) => {
      const element = document.querySelector(selector);
      if (!element) throw new Error(`there is no ${selector}`);
      return getComputedStyle(element);
    };
    return {
      bar: of(".support-track .fill").fill === system("Highlight"),
      rail: of(".support-track .track").stroke === system("CanvasText"),
      badge: of(".krds-badge").borderTopWidth !== "0px",
      here: of('.main-menu a[aria-current="page"]').getPropertyValue("color") !== "",
    };
  });
  expect(colours).toEqual({ bar: true, rail: true, badge: true, here: true });
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press("Tab");
  expect(
    await page.evaluate(
      () => document.activeElement && getComputedStyle(document.activeElement).outlineStyle,
    ),
  ).toBe("solid");
  await context.close();
});

/** Text at 200 %: in KRDS a rem is 62.5 % of what the browser's letters are. */
async function withLargeLetters(page: Page): Promise<void> {
  await page.addInitScript(() => {
    document.addEventListener("DOMContentLoaded", () =>
      document.documentElement.style.setProperty("font-size", "125%", "important"),
    );
  });
}

/** Parts of the header that lie on one another or stick out of the page; empty: all can be read and touched. */
const tangled = (page: Page) =>
  page.evaluate(() => {
    const parts = [...document.querySelectorAll("#krds-header a, #krds-header button, #krds-header summary")]
      .filter((part) => part.checkVisibility() && !part.closest("details:not([open]) > :not(summary)"))
      .map((part) => ({ name: part.textContent, box: part.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0);
    const faults = parts
      .filter(({ box }) => box.left < 0 || box.right > innerWidth)
      .map(({ name }) => `${name} sticks out`);
    for (const [index, one] of parts.entries())
      for (const other of parts.slice(index + 1)) {
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (wide > 1 && high > 1) faults.push(`${one.name} and ${other.name}`);
      }
    if (document.documentElement.scrollWidth > innerWidth) faults.push("the page is too wide");
    return faults;
  });

describe("at 200 % of the text's size", () => {
  test.each([375, 768, 1024, 1280])("the header of a page %i wide holds together", async (width) => {
    for (const language of ["ko", "en"] as const) {
      const { page, context } = await visit(browser, portal.url, { width, language, login: "citizen-9401" });
      await withLargeLetters(page);
      for (const path of ["/proposals", "/results", "/me", "/ledger"]) {
        await page.goto(path);
        expect([language, path, await tangled(page)]).toEqual([language, path, []]);
      }
      await context.close();
    }
  });

  test("somebody of seventy searches, reads, agrees and sees what comes next on a phone", async () => {
    const { page, context, complaints } = await visit(browser, portal.url, { width: 375 });
    await withLargeLetters(page);
    const holds = async () => {
      await expect.poll(() => tangled(page)).toEqual([]);
      expect(await axeFindings(page)).toEqual([]);
    };
    await page.goto("/");
    await holds();
    await page.locator(".header-search").click();
    await page.waitForURL(/\/search/);
    const { rows } = await portal.database.pool.query<{ id: number; title: string }>(
      "select id, title from matter where id = $1",
      [await proposal()],
    );
    const [found] = rows;
    await page
      .locator("main input[type=search], main input[name=q]")
      .first()
      .fill(found?.title ?? "");
    await page.keyboard.press("Enter");
    const result = page.locator(`main a[href^="/proposals/${found?.id}"]`).first();
    await result.waitFor();
    await holds();
    await result.click();
    await page.getByRole("heading", { level: 1, name: found?.title }).waitFor();
    await holds();
    await page.getByRole("button", { name: "공감하기" }).first().click();
    await page.waitForURL(/\/agency\/pick\//);
    await page.locator("#number").fill("9402");
    await page.locator("#number").press("Enter");
    await page.getByText("참여해 주셔서 고맙습니다").waitFor();
    await page.getByRole("button", { name: "공감 취소" }).waitFor();
    await holds();
    expect(complaints).toEqual([]);
    await context.close();
  });
});

test("by keyboard alone, from the first page to an agreement", async () => {
  const { page, context } = await visit(browser, portal.url, { login: "citizen-9403" });
  const { rows } = await portal.database.pool.query<{ title: string }>(
    "select title from matter where id = $1",
    [await proposal()],
  );
  const title = rows[0]?.title ?? "";
  /** Presses Tab until what is meant has the focus, and it can be seen that it has. */
  const tabTo = async (selector: string) => {
    const isThere = () =>
      page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
    for (let step = 0; step < 120 && !(await isThere()); step += 1) await page.keyboard.press("Tab");
    expect([selector, await isThere()]).toEqual([selector, true]);
    // KRDS lets the ring come up.
    const ring = () =>
      page.evaluate(() => {
        const { outlineStyle, boxShadow } = getComputedStyle(document.activeElement ?? document.body);
        return outlineStyle !== "none" || boxShadow !== "none";
      });
    await expect.poll(ring).toBe(true);
  };
  await page.goto("/");
  await tabTo("#krds-header input[name=q]");
  await page.keyboard.type(title);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?/);
  const id = await proposal();
  await page.locator(`main a[href^="/proposals/${id}"]`).first().waitFor();
  await tabTo(`main a[href^="/proposals/${id}"]`);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await tabTo("aside form button");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "공감 취소" }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await context.close();
});

describe("reading aloud", () => {
  /** Headless Chromium has no voices: what the browser would bring is brought here, and what we ask of it is kept. */
  const withVoice = (page: Page, lang: string) =>
    page.addInitScript((language) => {
      const said: string[] = [];
      const voices = [{ lang: language, localService: true, name: "voice" }];
      const speech = Object.assign(new EventTarget(), {
        getVoices: () => voices,
        cancel: () => said.push("(cancel)"),
        speak: (utterance: { text: string; onend?: () => void }) => {
          said.push(utterance.text);
          Object.assign(window, { finishPart: () => utterance.onend?.() });
        },
      });
      Object.defineProperty(window, "speechSynthesis", { value: speech });
      Object.defineProperty(window, "SpeechSynthesisUtterance", {
        value: class {
          constructor(readonly text: string) {}
        },
      });
      Object.assign(window, { said });
    }, lang);
  const said = (page: Page) => page.evaluate(() => window.said);

  test("is offered where there is a voice for the language, reads the text and stops", async () => {
    const { page, context, complaints } = await visit(browser, portal.url);
    await withVoice(page, "ko-KR");
    const scripts: string[] = [];
    page.on("request", (request) => scripts.push(request.url()));
    await page.goto(`/proposals/${await proposal()}`);
    expect(scripts.some((url) => /\/speech-/.test(url))).toBe(false);
    await page.getByRole("button", { name: "소리로 듣기" }).click();
    await page.getByText(/^1 \/ \d+$/).waitFor();
    expect(await said(page)).toEqual(["(cancel)", "제안 내용"]);
    await page.evaluate(() => window.finishPart());
    await page.getByText(/^2 \/ \d+$/).waitFor();
    await page.getByRole("button", { name: "그만 듣기" }).click();
    await page.getByRole("button", { name: "소리로 듣기" }).waitFor();
    expect((await said(page)).at(-1)).toBe("(cancel)");
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("is not offered where there is none", async () => {
    const { page, context } = await visit(browser, portal.url);
    await withVoice(page, "en-US");
    await page.goto(`/proposals/${await proposal()}`);
    await page.getByRole("button", { name: "링크 복사" }).waitFor();
    expect(await page.getByRole("button", { name: "소리로 듣기" }).count()).toBe(0);
    await context.close();
  });
});

describe("what goes wrong", () => {
  test.each<[string, string, RequestInit, number, RegExp]>([
    ["nothing there", "/nowhere", {}, 404, /찾으시는 내용이 없습니다/],
    ["a page that takes nothing", "/rules", { method: "POST" }, 405, /할 수 없는 요청/],
    ["a method that no page has", "/rules", { method: "PROPFIND" }, 405, /할 수 없는 요청/],
    [
      "a form of another site's",
      "/display",
      { method: "POST", headers: { origin: "https://x.example" } },
      403,
      /다른 곳에서 온/,
    ],
  ])("%s is said in the portal's frame, with a way on", async (_, path, init, status, reason) => {
    const answer = await fetch(portal.url + path, {
      ...init,
      headers: { "accept-language": "ko", origin: portal.url, ...init.headers },
    });
    const page = await answer.text();
    expect(answer.status).toBe(status);
    expect(page).toMatch(reason);
    expect(page).toMatch(
      /<header[\s>][\s\S]*<main[\s>][\s\S]*href="\/"[\s\S]*<footer[\s>][\s\S]*href="\/privacy"/,
    );
  });

  test("that there is no network is what a page says then, and it goes on when there is one", async () => {
    const { page, context } = await visit(browser, portal.url, { width: 375 });
    await page.goto("/proposals");
    // Where its links lead, and what a proposal's page is made of, is known by now.
    await page.goto(`/proposals/${await proposal()}`);
    await page.goto("/proposals");
    const card = page.locator('main a[href^="/proposals/"]').first();
    await page.waitForLoadState("networkidle");
    await context.setOffline(true);
    await card.click();
    await page.getByRole("heading", { level: 1, name: "인터넷에 연결되지 않았습니다" }).waitFor();
    expect(await page.locator("#krds-header").isVisible()).toBe(true);
    await context.setOffline(false);
    await page.getByRole("link", { name: "다시 시도" }).click();
    await page.getByRole("button", { name: "공감하기" }).first().waitFor();
    await context.close();
  });
});

test("the privacy policy says all that the nightly job goes by, and who answers for it", async () => {
  const page = await html("/privacy");
  for (const { code } of RETENTION) expect(page).toContain(ko.kept.what[code]);
  expect(page).toContain("privacy@hanul.example");
  expect(page).toContain("gonggam-device");
  for (const path of ["/", "/privacy", "/nowhere"])
    expect(await html(path)).toMatch(/<footer[\s\S]*한울시[\s\S]*help@hanul\.example[\s\S]*<\/footer>/);
});
