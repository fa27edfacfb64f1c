import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, visit } from "./support/browser.ts";
import { signIn } from "./support/client.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** Search as people use it: the page with and without JavaScript, and the box by keyboard. */
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

const searchFor = (q: string, more = "") => `/search?${new URLSearchParams({ q })}${more}`;
const titles = (page: Page) => page.locator(".search-hit h3").allInnerTexts();

describe("a visitor", () => {
  test.each(WITH_AND_WITHOUT)(
    "finds, narrows, takes a filter off, sorts, and shares the address, %s",
    async (_, javaScript) => {
      const { page, context, complaints } = await visit(browser, portal.url, { javaScript });
      await page.goto("/rules");
      const box = page.getByLabel("검색어");
      await box.fill("한울천");
      await box.press("Enter");
      await page.getByRole("heading", { level: 2, name: /‘한울천’ 검색 결과 \d+건/ }).waitFor();
      const all = await titles(page);
      expect(all.length).toBeGreaterThan(3);
      expect(await page.locator(".search-hit mark").first().innerText()).toContain("한울천");

      const safety = page.getByRole("checkbox", { name: /^안전/ });
      const promised = Number(/\d+/.exec(await safety.locator("xpath=..").innerText())?.[0]);
      await safety.check();
      if (!javaScript) await page.getByRole("button", { name: "적용" }).press("Enter");
      await page.waitForURL(/category=safety/);
      await page.getByRole("heading", { level: 2, name: `‘한울천’ 검색 결과 ${promised}건` }).waitFor();
      await page.getByRole("link", { name: "최신순" }).press("Enter");
      await page.waitForURL(/sort=date/);

      const shared = await visit(browser, portal.url, { javaScript: false });
      await shared.page.goto(page.url());
      expect(await shared.page.getByLabel("검색어").inputValue()).toBe("한울천");
      expect(await shared.page.getByRole("checkbox", { name: /^안전/ }).isChecked()).toBe(true);
      expect(await titles(shared.page)).toEqual(await titles(page));
      await shared.context.close();

      await page.getByRole("link", { name: "안전 조건 빼기" }).press("Enter");
      await page.waitForURL((url) => !url.searchParams.has("category"));
      // The address changes a moment before the links on the page do.
      await page.getByRole("link", { name: "안전 조건 빼기" }).waitFor({ state: "detached" });
      await page.getByRole("link", { name: "정확도순" }).press("Enter");
      await page.waitForURL((url) => !url.searchParams.has("sort"));
      await expect.poll(() => titles(page)).toEqual(all);
      await page.locator(".search-hit h3 a").first().press("Enter");
      await page.waitForURL(/\/(proposals|forums|drives)\/\d+/);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  test.each(WITH_AND_WITHOUT)(
    "is shown what was meant where a letter was typed wrong, and may ask as it was typed, %s",
    async (_, javaScript) => {
      const { page, context, complaints } = await visit(browser, portal.url, { javaScript });
      await page.goto(searchFor("도서관"));
      const meant = await titles(page);
      expect(meant.length).toBeGreaterThan(0);
      await page.goto(searchFor("도서괸"));
      await page.getByText("‘도서괸’ 대신 ‘도서관’으로 찾았습니다.").waitFor();
      await page.getByRole("heading", { level: 2, name: /‘도서관’ 검색 결과 \d+건/ }).waitFor();
      expect(await titles(page)).toEqual(meant);
      // What is kept is what was found; and it stands beside the number.
      const save = page
        .locator(".search-results-head")
        .getByRole("link", { name: "로그인하고 이 검색 저장" });
      const kept =
        new URL((await save.getAttribute("href")) ?? "", portal.url).searchParams.get("returnTo") ?? "";
      expect(new URL(kept, portal.url).searchParams.get("q")).toBe("도서관");
      await page.getByRole("link", { name: "‘도서괸’ 그대로 찾기" }).press("Enter");
      await page.getByRole("heading", { level: 2, name: "‘도서괸’ 검색 결과 0건" }).waitFor();
      await page.getByText("이것을 찾으셨나요?").waitFor();
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  test.each(WITH_AND_WITHOUT)("pages through all of it and sees nothing twice, %s", async (_, javaScript) => {
    const { page, context } = await visit(browser, portal.url, { javaScript });
    await page.goto("/search?kind=proposal");
    const seen: string[] = [];
    for (let number = 1; ; number += 1) {
      await page.getByText(`${number}쪽`, { exact: true }).waitFor();
      seen.push(
        ...(await page
          .locator(".search-hit h3 a")
          .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""))),
      );
      const next = page.getByRole("link", { name: "다음", exact: true });
      if ((await next.count()) === 0) break;
      await next.press("Enter");
    }
    const { rows } = await portal.database.pool.query(
      "select count(*)::int as n from matter where kind = 'proposal' and state <> 'withdrawn'",
    );
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(rows[0].n);
    await page.goto("/search?kind=proposal&page=40");
    await page.getByText("여기까지가 마지막 결과입니다").waitFor();
    await page.getByRole("link", { name: "첫 쪽으로" }).press("Enter");
    await page.locator(".search-hit").first().waitFor();
    await context.close();
  });

  test.each(WITH_AND_WITHOUT)("who finds nothing is helped on, %s", async (_, javaScript) => {
    const { page, context } = await visit(browser, portal.url, { javaScript });
    await page.goto(searchFor("쿼카퀴즈 반납함"));
    await page.getByRole("heading", { name: "‘쿼카퀴즈 반납함’ 검색 결과 0건" }).waitFor();
    await page.getByRole("heading", { name: "이번 주에 공감이 많이 모인 제안" }).waitFor();
    expect(await page.getByRole("link", { name: "제안 둘러보기" }).count()).toBeGreaterThan(0);
    await page.getByRole("link", { name: /^반납함 \d+건/ }).press("Enter");
    await page.waitForURL((url) => url.searchParams.get("q") === "반납함");
    await expect.poll(() => page.getByLabel("검색어").inputValue()).toBe("반납함");

    await page.goto(searchFor("반납함", "&category=women"));
    await page.getByRole("link", { name: "고른 조건 없이 찾기" }).press("Enter");
    await page.waitForURL((url) => !url.searchParams.has("category"));
    await page.locator(".search-hit").first().waitFor();
    await context.close();
  });

  test("who typed it wrong is shown how it was probably meant", async () => {
    const { page, context } = await visit(browser, portal.url, { javaScript: false });
    await page.goto(searchFor("우회전 신호듬"));
    await page.locator(".search-correction a").press("Enter");
    await page.waitForURL((url) => url.searchParams.get("q") === "우회전 신호등");
    await page.locator(".search-hit").first().waitFor();
    await context.close();
  });

  test("before anything is asked, every example finds something, in each language", async () => {
    for (const language of ["ko", "en", "ja"] as const) {
      const { page, context } = await visit(browser, portal.url, { javaScript: false, language });
      await page.goto("/search");
      const links = page.locator(".search-examples a");
      const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
      expect(addresses.length).toBe(4);
      for (const address of addresses) {
        await page.goto(address);
        expect(
          await page.locator(".search-hit").count(),
          `${language} ${decodeURIComponent(address)}`,
        ).toBeGreaterThan(0);
      }
      await context.close();
    }
  });

  test("on a phone the filters are folded, and a link in the header leads to the box", async () => {
    const { page, context } = await visit(browser, portal.url, { width: 375 });
    await page.goto("/proposals");
    await page.getByRole("link", { name: "통합 검색" }).press("Enter");
    await page.getByRole("heading", { level: 1, name: "검색" }).waitFor();
    await page.goto(searchFor("한울천"));
    const safety = page.getByRole("checkbox", { name: /^안전/ });
    expect(await safety.isVisible()).toBe(false);
    await page.getByText("조건으로 좁히기").click();
    await safety.check();
    await page.waitForURL(/category=safety/);
    await context.close();
  });
});

test("pages hold text alone, wherever a buffer of the server ends", async () => {
  for (let length = 1; length <= 12; length += 1) {
    const page = await fetch(`${portal.url}/search?q=${"가".repeat(length)}`);
    const bytes = Buffer.from(await page.arrayBuffer());
    expect(bytes.includes(0), `after ${length}`).toBe(false);
    expect(bytes.toString("utf8")).not.toContain("\uFFFD");
  }
});

describe("before the script arrives", () => {
  test("what was typed and unticked stays as it is", async () => {
    const { page, context } = await visit(browser, portal.url);
    let arrive = () => {};
    const arrived = new Promise<void>((done) => {
      arrive = done;
    });
    await page.route("**/assets/*.js", async (route) => {
      await arrived;
      await route.continue();
    });
    await page.goto(searchFor("한울천", "&category=safety"), { waitUntil: "commit" });
    const box = page.getByLabel("검색어");
    const safety = page.getByRole("checkbox", { name: /^안전/ });
    await box.fill("도서관");
    await safety.uncheck();
    arrive();
    await page.getByRole("combobox", { name: "검색어" }).waitFor();
    await page.waitForTimeout(300);
    expect(await page.getByLabel("검색어").inputValue()).toBe("도서관");
    expect(await safety.isChecked()).toBe(false);
    await context.close();
  });
});

describe("the box, by keyboard", () => {
  const open = async (path = "/duties") => {
    const { page, context, complaints } = await visit(browser, portal.url);
    await page.goto(path, { waitUntil: "networkidle" });
    const box = page.getByRole("combobox", { name: "검색어" });
    await box.waitFor();
    return { page, context, complaints, box, options: page.getByRole("option") };
  };

  test("offers while somebody types; arrows choose, Escape closes, Enter opens the page", async () => {
    const { page, context, complaints, box, options } = await open();
    await box.pressSequentially("한울천");
    await options.first().waitFor();
    expect(await box.getAttribute("aria-expanded")).toBe("true");
    await expect
      .poll(() =>
        page
          .getByRole("status")
          .filter({ hasText: /추천 \d+개/ })
          .count(),
      )
      .toBe(1);
    await box.press("ArrowDown");
    await box.press("ArrowDown");
    const second = options.nth(1);
    expect(await second.getAttribute("aria-selected")).toBe("true");
    expect(await box.getAttribute("aria-activedescendant")).toBe(await second.getAttribute("id"));
    await box.press("Escape");
    expect(await box.getAttribute("aria-expanded")).toBe("false");
    expect(await box.inputValue()).toBe("한울천");
    await box.press("ArrowDown");
    await options.first().waitFor();
    await box.press("ArrowUp");
    expect(await options.last().getAttribute("aria-selected")).toBe("true");
    const title = await options.last().locator(".suggestion-title").innerText();
    await box.press("Enter");
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("Enter without a choice searches; a press on a row opens it; leaving closes the list", async () => {
    const { page, context, box, options } = await open("/search");
    await box.pressSequentially("자전거");
    await options.first().waitFor();
    await box.press("Tab");
    await expect.poll(() => box.getAttribute("aria-expanded")).toBe("false");
    await box.press("Enter");
    // The page, too, not only its address: that is when the list closes and the box says what was asked.
    await page.getByRole("heading", { level: 2, name: /‘자전거’ 검색 결과/ }).waitFor();
    await box.pressSequentially(" 거치대");
    await options.first().click();
    await page.waitForURL(/\/(proposals|forums|drives)\/\d+/);
    await context.close();
  });

  test("a syllable that is being composed is looked for, and its keys are left alone", async () => {
    const { page, context, box, options } = await open("/search");
    await box.focus();
    const input = await context.newCDPSession(page);
    await input.send("Input.imeSetComposition", { text: "도서과", selectionStart: 3, selectionEnd: 3 });
    await options.first().waitFor();
    expect(await options.first().innerText()).toContain("도서관");
    // The keys by which an input method takes a syllable over.
    for (const key of ["ArrowDown", "Enter"])
      await box.evaluate(
        (element, name) =>
          element.dispatchEvent(
            new KeyboardEvent("keydown", { key: name, isComposing: true, bubbles: true }),
          ),
        key,
      );
    expect(await box.getAttribute("aria-activedescendant")).toBeNull();
    expect(new URL(page.url()).search).toBe("");
    await input.send("Input.insertText", { text: "도서관" });
    expect(await box.inputValue()).toBe("도서관");
    await box.press("Enter");
    await page.waitForURL((url) => url.searchParams.get("q") === "도서관");
    await context.close();
  });

  test("who cannot see that there is nothing to offer hears it", async () => {
    const { page, context, box } = await open();
    await box.pressSequentially("쿼카퀴즈");
    await page
      .getByRole("status")
      .filter({ hasText: "추천 안건이 없습니다." })
      .waitFor({ state: "attached" });
    expect(await box.getAttribute("aria-expanded")).toBe("false");
    await context.close();
  });

  test("initial consonants are enough", async () => {
    const { context, box, options } = await open();
    await box.pressSequentially("ㅎㄷㅂㄷ");
    await options.first().waitFor();
    expect(await options.allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining("횡단보도")]),
    );
    await context.close();
  });

  test("an answer that comes late does not replace a newer one", async () => {
    const { page, context, box, options } = await open();
    await page.route("**/search/suggestions?*", async (route) => {
      const first = new URL(route.request().url()).searchParams.get("q") === "놀이";
      if (first) await new Promise((wait) => setTimeout(wait, 1_500));
      await route.continue().catch(() => undefined); // given up meanwhile
    });
    await box.pressSequentially("놀이");
    await page.waitForRequest(/suggestions/);
    await box.fill("도서관");
    await options.first().waitFor();
    await page.waitForTimeout(1_800);
    for (const text of await options.allInnerTexts()) expect(text).toContain("도서관");
    await context.close();
  });
});

describe("what just changed", () => {
  test("is found within seconds, and not any more once it is withdrawn", async () => {
    const author = await signIn(portal.url, "citizen-7501");
    const title = `<b>"방패연"</b> & 얼레를 빌려주는 창고`;
    const published = await author.json("/api/v1/proposals", "POST", {
      title,
      body: "바람 부는 날에 한울천에서 함께 날립시다.",
      category: "culture",
    });
    const { id } = await published.json();
    const found = async () => {
      const answer = await (
        await fetch(`${portal.url}/api/v1/search?q=${encodeURIComponent("방패연 얼레")}`)
      ).json();
      return answer.items.map((item: { matter: number }) => item.matter);
    };
    await expect.poll(found).toContain(id);

    const feed = await fetch(`${portal.url}/search/feed?q=${encodeURIComponent("방패연")}`);
    expect(feed.headers.get("Content-Type")).toMatch(/^application\/atom\+xml/);
    const xml = await feed.text();
    const { page, context } = await visit(browser, portal.url);
    await page.goto(searchFor("방패연"));
    const address = await page
      .locator('link[type="application/atom+xml"][href*="/search/feed"]')
      .getAttribute("href");
    expect((await page.request.get(address ?? "")).status()).toBe(200);
    const entries = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, "application/xml");
      if (parsed.querySelector("parsererror")) return null;
      return [...parsed.querySelectorAll("entry")].map((entry) => ({
        title: entry.querySelector("title")?.textContent,
        link: entry.querySelector("link")?.getAttribute("href"),
        published: entry.querySelector("published")?.textContent ?? "",
      }));
    }, xml);
    expect(entries).toContainEqual(
      expect.objectContaining({ title: `제안: ${title}`, link: `${portal.url}/proposals/${id}` }),
    );
    const dates = (entries ?? []).map(({ published: date }) => date);
    expect(dates).toEqual(dates.toSorted().reverse());
    await context.close();

    expect((await author.form(`/proposals/${id}/withdraw`, {})).status).toBeLessThan(400);
    // At once: whatever the index says, the database decides what is shown.
    expect(await found()).not.toContain(id);
  });
});
