import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publishProposal } from "#app/domain/kinds/proposal/publish-proposal.ts";
import { drawPaper } from "#app/doors/guard.ts";
import { aboutSoMany } from "#app/doors/share/about-so-many.ts";
import { createDearActs } from "#app/platform/dear-acts.ts";
import { createLog } from "#app/platform/log.ts";
import { drawQrCode } from "#app/platform/qr-code.ts";
import { createRateLimits, LIMITS } from "#app/platform/rate-limits.ts";
import { ShareFont } from "#app/platform/share-font.ts";
import { makeSharePicture } from "#app/platform/share-picture.ts";
import { axeFindings, launchBrowser, visit } from "./support/browser.ts";
import { signIn } from "./support/client.ts";
import { createPerson } from "./support/database.ts";
import { makeDrive, portalSigning } from "./support/drive-city.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";
import { setUpHaetsal } from "./support/second-space.ts";

/** What somebody sees who is sent an address: a messenger's scraper first, then they themselves. */
let portal: TestPortal;
let browser: Browser;
const ids = { proposal: 0, forum: 0, drive: 0, poll: 0, vote: 0 };
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal({ template: "demonstration" }), launchBrowser()]);
  for (const kind of ["proposal", "forum", "drive", "poll", "vote"] as const) {
    const { rows } = await portal.database.pool.query(
      "select id from matter where kind = $1 and visibility = 'public' and state <> 'withdrawn' order by id limit 1",
      [kind],
    );
    ids[kind] = rows[0].id;
  }
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

const KAKAO = "facebookexternalhit/1.1; kakaotalk-scrap/1.0; +https://devtalk.kakao.com/t/scrap/33984";
const FACEBOOK = "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)";

/** Reads a page's head as a scraper does: no script, no cookie, no language. */
async function scrape(path: string, agent = KAKAO): Promise<Record<string, string>> {
  const answer = await fetch(new URL(path, portal.url), { headers: { "User-Agent": agent } });
  expect(answer.status).toBe(200);
  const [head = ""] = (await answer.text()).split("</head>");
  const tags = [...head.matchAll(/<meta (?:property|name)="([^"]+)" content="([^"]*)"/g)];
  return Object.fromEntries(
    tags.map(([, name = "", content = ""]) => [
      name,
      content.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&#x27;", "'"),
    ]),
  );
}

const ask = (url: string, headers: Record<string, string> = {}) =>
  fetch(new URL(url, portal.url), { headers: { "User-Agent": KAKAO, ...headers } });

/** What is drawn at an address, and what is said of it. */
async function pictureAt(url: string) {
  const answer = await ask(url);
  expect(answer.status).toBe(200);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const { format, width, height } = await sharp(bytes).metadata();
  return {
    format,
    width,
    height,
    size: bytes.length,
    pixels: createHash("sha256")
      .update(await sharp(bytes).raw().toBuffer())
      .digest("hex"),
    headers: answer.headers,
  };
}

/** Pixels by which a page is wider than its window. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function published(login: string, title: string): Promise<number> {
  const author = await signIn(portal.url, login);
  const asked = { title, body: "밤길이 어두워 넘어진 사람이 많습니다.", category: "safety" };
  return (await (await author.json("/api/v1/proposals", "POST", asked)).json()).id;
}

const agree = async (id: number, login: string) =>
  (await signIn(portal.url, login)).send(`/api/v1/proposals/${id}/agreement`, { method: "PUT" });

describe("a messenger that is sent an address", () => {
  test("finds the title, how far it has come, and a picture of its own for every kind", async () => {
    const pages = Object.entries(ids).map(([kind, id]) => `/${kind}s/${id}`);
    const made = await (await signIn(portal.url, "citizen-9301")).json("/api/v1/quick-polls", "POST", {
      question: "점심은 무엇으로 할까요?",
      choices: ["국수", "비빔밥"],
      name: "점심-메뉴",
    });
    pages.push(`/q/${encodeURIComponent((await made.json()).name)}`, "/", "/proposals?lang=en", "/?lang=ja");
    const drawn = new Map<string, string>();
    for (const path of pages) {
      for (const agent of [KAKAO, FACEBOOK]) {
        const tags = await scrape(path, agent);
        for (const name of [
          ...["og:title", "og:description", "og:image", "og:image:alt", "og:url", "og:type", "og:locale"],
          ...["og:site_name", "twitter:card", "description"],
        ])
          expect(tags[name], `${name} of ${path}`).toBeTruthy();
        expect(tags["twitter:card"]).toBe("summary_large_image");
        expect(tags["og:url"]).toBe(`${portal.url}${path}`);
        const image = tags["og:image"] ?? "";
        expect(image.startsWith(`${portal.url}/og/`)).toBe(true);
        const picture = await pictureAt(image);
        expect(picture).toMatchObject({ format: "png", width: 1200, height: 630 });
        expect([tags["og:image:width"], tags["og:image:height"]]).toEqual(["1200", "630"]);
        expect(picture.size).toBeLessThan(200_000);
        expect(picture.headers.getSetCookie()).toEqual([]);
        drawn.set(picture.pixels, path);
      }
    }
    // Each has its own, in each language.
    expect(drawn.size).toBe(pages.length);
  });

  test("is told in a sentence how many there are and what they lead to, and shows the new picture when that changes", async () => {
    const id = await published("citizen-9310", "골목에 가로등을 놓아 주세요 🌙");
    const before = await scrape(`/proposals/${id}`);
    expect(before["og:description"]).toContain("0명 공감 · 50명 더 모이면 부서가 답합니다. 밤길이 어두워");
    expect(before.description).toMatch(/^밤길이 어두워/);
    const [was] = await Promise.all([pictureAt(before["og:image"] ?? ""), agree(id, "citizen-9311")]);
    const after = await scrape(`/proposals/${id}`);
    expect(after["og:description"]).toContain("1명 공감 · 49명 더 모이면 부서가 답합니다");
    expect(after["og:image"]).not.toBe(before["og:image"]);
    const is = await pictureAt(after["og:image"] ?? "");
    expect(is.pixels).not.toBe(was.pixels);
    expect(is.headers.get("ETag")).not.toBe(was.headers.get("ETag"));
    const replied = await ask(after["og:image"] ?? "", { "If-None-Match": is.headers.get("ETag") ?? "" });
    expect(replied.status).toBe(304);
  });

  test("gets the same picture whatever else stands in its address, and none under a wrong one", async () => {
    const { headers } = await pictureAt(`/og/${ids.proposal}.png?lang=ko`);
    for (const query of ["?lang=ko&v=none", "?z=1&lang=ko", "?lang=ko&lang=en&v=%00", ""])
      expect((await ask(`/og/${ids.proposal}.png${query}`)).headers.get("ETag")).toBe(headers.get("ETag"));
    expect(headers.get("Cache-Control")).toBe("public, max-age=600");
    for (const path of [
      "/og/999999.png",
      `/og/${ids.proposal}`,
      "/og/none.png",
      "/og/1e3.png",
      "/og/q/none.png",
    ])
      expect((await ask(path)).status, path).toBe(404);
  });

  test("of a group finds the group's own", async () => {
    const { db } = portal.database;
    const { space } = await setUpHaetsal(db);
    const input = { title: "놀이터 그늘막", body: "여름에 뜨겁습니다.", category: "living", district: null };
    const id = await publishProposal(db, space.id, await createPerson(db), input, new Date());
    const tags = await scrape(`/s/haetsal/proposals/${id}`);
    expect(tags["og:image"]).toContain(`${portal.url}/s/haetsal/og/${id}.png?lang=ko&v=`);
    const [own, home, city] = await Promise.all(
      [tags["og:image"] ?? "", "/s/haetsal/og/home.png", "/og/home.png"].map(pictureAt),
    );
    expect(new Set([own, home, city].map((picture) => picture?.pixels)).size).toBe(3);
    expect((await ask(`/og/${id}.png`)).status).toBe(404);
  });

  test("is allowed to look at one-touch polls, which search engines are not", async () => {
    const groups = (await (await ask("/robots.txt")).text()).split("\n\n");
    const [everybody = "", messengers = ""] = groups;
    expect(everybody).toContain("User-agent: *\n");
    expect(everybody).toContain("Disallow: /q/\n");
    expect(messengers).toContain("User-agent: kakaotalk-scrap\n");
    expect(messengers).toContain("Disallow: /me\n");
    expect(messengers).not.toContain("/q/");
  });
});

describe("what not everybody may see has no picture", () => {
  test("before it is listed, for members alone, and once it was taken back", async () => {
    const { db } = portal.database;
    const id = await makeDrive(db, portalSigning(db), {
      at: new Date(Date.now() - 24 * 60 * 60 * 1000),
      statute: "assembly-petition",
      content: {
        articles: [],
        request: "petition",
        title: "급식 표시를 넓혀 주세요",
        target: "식품 표시",
        category: "health",
      },
    });
    const { address_token: token } = await db
      .selectFrom("matter")
      .select("address_token")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    for (const visibility of ["unlisted", "members"] as const) {
      await db.updateTable("matter").set({ visibility }).where("id", "=", id).execute();
      for (const name of [id, token]) expect((await ask(`/og/${name}.png`)).status).toBe(404);
      // Nor for who may see the page: messengers keep what they once showed.
      expect((await (await signIn(portal.url, "clerk")).send(`/og/${id}.png`)).status).toBe(404);
    }
    await db.updateTable("matter").set({ visibility: "unlisted" }).where("id", "=", id).execute();
    const tags = await scrape(`/drives/${token}`);
    expect(tags["og:image"]).toBe(`${portal.url}/og/home.png?lang=ko`);

    const taken = await published("citizen-9320", "곧 거두어들일 제안");
    await pictureAt(`/og/${taken}.png`);
    const author = await signIn(portal.url, "citizen-9320");
    expect(
      (await author.form(`/proposals/${taken}/withdraw`, { reason: "다른 제안과 같습니다." })).status,
    ).toBe(302);
    expect((await ask(`/og/${taken}.png`)).status).toBe(404);
    expect((await scrape(`/proposals/${taken}`))["og:image"]).toContain("/og/home.png");
  });

  test("as a one-touch poll that moderators hid", async () => {
    const maker = await signIn(portal.url, "citizen-9330");
    const made = await maker.json("/api/v1/quick-polls", "POST", {
      question: "광고입니까?",
      choices: ["예", "아니요"],
    });
    const name = encodeURIComponent((await made.json()).name);
    await pictureAt(`/og/q/${name}.png`);
    const moderator = await signIn(portal.url, "moderator");
    expect((await moderator.form(`/q/${name}`, { intent: "hide", reason: "spam" })).status).toBe(302);
    expect((await ask(`/og/q/${name}.png`)).status).toBe(404);
    expect((await scrape(`/q/${name}`))["og:image"]).toContain("/og/home.png");
  });
});

describe("a picture that counts", () => {
  test.each([
    [0, 0],
    [99, 99],
    [100, 100],
    [1_234, 1_200],
    [49_999, 49_000],
    [1_000_000, 1_000_000],
  ])("shows %i as %i", (count, shown) => expect(aboutSoMany(count)).toBe(shown));

  test("is drawn anew at most two hundred times on the way to ten thousand", () => {
    expect(new Set(Array.from({ length: 10_001 }, (_, count) => aboutSoMany(count))).size).toBeLessThan(300);
  });
});

describe("the words on a picture", () => {
  const font = new ShareFont();

  test.each([
    ["any syllable", "똠방각하 뷁 쀍 햏", "똠방각하 뷁 쀍 햏"],
    ["hanja and kanji that the portal's own font lacks", "𠮷野家 鑛山", "𠮷野家 鑛山"],
    [
      "emoji are left out, whatever they are put together from",
      "🐶 강아지 👨‍👩‍👧‍👦🏽 놀이터",
      "강아지 놀이터",
    ],
    ["letters that no font has are told by an ellipsis", "표지판 مرحبا สวัสดี", "표지판 …"],
    [
      "what draws nothing, and what is one character in two ways",
      "가\u200b나\ue000\r\n\t다 \u1112\u1161\u11ab",
      "가나 다 한",
    ],
  ])("%s", (_, text, drawn) => expect(font.drawable(text)).toBe(drawn));

  test("fit, however long they are, and never keep a picture from being drawn", async () => {
    for (const title of [
      "",
      " ",
      "🙂",
      "가".repeat(5_000),
      "a".repeat(400),
      "가 ".repeat(300),
      "<&\"'>",
      "あ".repeat(200),
    ]) {
      const png = await makeSharePicture({
        kind: title,
        title,
        standing: { words: title, tone: "late" },
        art: null,
        figure: title,
        goal: title,
        share: 2,
        note: title,
        chips: [title, title, title],
        site: title,
        space: title,
      });
      expect(await sharp(png).metadata()).toMatchObject({ format: "png", width: 1200, height: 630 });
      expect(png.length).toBeLessThan(200_000);
    }
  });
});

describe("drawing pictures", () => {
  test("is done for nobody without end, and for one after the other", async () => {
    const portal = { limits: createRateLimits(), dear: createDearActs(), log: createLog("silent") };
    const asker = { portal, viewer: null, address: "192.0.2.1" };
    let [now, most] = [0, 0];
    const draw = async () => {
      now += 1;
      most = Math.max(most, now);
      await setImmediate();
      now -= 1;
      return Buffer.alloc(1);
    };
    await Promise.all(Array.from({ length: 20 }, () => drawPaper(asker, draw, "share-picture")));
    expect(most).toBe(1);
    for (let drawn = 20; drawn < LIMITS["share-picture"].points; drawn += 1)
      await drawPaper(asker, draw, "share-picture");
    await expect(drawPaper(asker, draw, "share-picture")).rejects.toMatchObject({
      code: "too-many-requests",
    });
    expect(await drawPaper({ ...asker, address: "192.0.2.2" }, draw, "share-picture")).toHaveLength(1);
  });
});

describe("whoever has read a page and wants others to", () => {
  test("copies its one address, whichever way they came, and is told so", async () => {
    const { page, context } = await visit(browser, portal.url, { language: "en" });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(`/proposals/${ids.proposal}?lang=en&utm_source=mail`);
    await page.getByRole("button", { name: "Copy link" }).first().click();
    await page.getByText("Link copied").first().waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(`${portal.url}/proposals/${ids.proposal}?lang=en`);
    await context.close();
  });

  test("is given the address to select where it cannot be copied for them", async () => {
    const { page, context } = await visit(browser, portal.url);
    await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await page.goto(`/forums/${ids.forum}`);
    await page.getByRole("button", { name: "링크 복사" }).last().click();
    await page
      .getByText(/복사하지 못했습니다/)
      .first()
      .waitFor();
    await context.close();
  });

  test("finds the address and a code for phones without a script, on every kind's page", async () => {
    const { page, context } = await visit(browser, portal.url, { javaScript: false, width: 375 });
    for (const [kind, id] of Object.entries(ids)) {
      await page.goto(`/${kind}s/${id}`);
      const more = page.locator(".share-more").last();
      await more.locator("summary").click();
      await more.getByText(`${portal.url}/${kind}s/${id}`, { exact: true }).waitFor();
      const code = more.getByRole("img", { name: "이 글로 가는 QR 코드" });
      await code.scrollIntoViewIfNeeded();
      const src = (await code.getAttribute("src")) ?? "";
      expect(await (await ask(src)).text()).toContain(drawQrCode(`${portal.url}/${kind}s/${id}`).path);
      expect(await overflow(page)).toBe(0);
    }
    await context.close();
  });

  test("gets a code of our own pages alone", async () => {
    const drawn = await ask("/qr.svg?path=/proposals/1&lang=en");
    expect(drawn.headers.get("Content-Type")).toMatch(/^image\/svg\+xml/);
    expect(await drawn.text()).toContain(drawQrCode(`${portal.url}/proposals/1?lang=en`).path);
    for (const path of ["//elsewhere.example", "https://elsewhere.example", "x", `/${"x".repeat(700)}`])
      expect((await ask(`/qr.svg?path=${encodeURIComponent(path)}`)).status, path).toBe(400);
  });
});

const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 KAKAOTALK 10.8.5";

describe("a commuter who is sent a link", () => {
  test("agrees in two touches on a phone, sign-in included, and hands it on with a third", async () => {
    const id = await published("citizen-9340", "만원 버스의 배차를 늘려 주세요");
    const { "og:url": shared = "" } = await scrape(`/proposals/${id}`);
    const context = await browser.newContext({
      viewport: { width: 375, height: 667 },
      userAgent: IPHONE,
      isMobile: true,
      hasTouch: true,
      locale: "ko",
    });
    context.setDefaultTimeout(120_000);
    const page = await context.newPage();
    // Phones have a sheet for this; the browser of the tests has none.
    await page.addInitScript(() => {
      navigator.share = async (what) => {
        document.title = JSON.stringify(what);
      };
    });
    let touches = 0;
    const touch = async (name: RegExp) => {
      touches += 1;
      await page.getByRole("button", { name }).first().tap();
    };
    await page.goto(shared);
    await page.locator(".share-links button").first().waitFor();
    await touch(/^공감하기/);
    await page.waitForURL(/\/agency\/pick\//);
    await touch(/citizen-1$/);
    await page.getByText("참여해 주셔서 고맙습니다").waitFor();
    await page.getByText("49명 더 모이면 부서가 답합니다").first().waitFor();
    await page.getByText("함께할 분들에게 알려 주세요").waitFor();
    expect(touches).toBe(2);
    expect(await overflow(page)).toBe(0);
    const counted = await fetch(`${portal.url}/api/v1/proposals/${id}`);
    expect((await counted.json()).support.count).toBe(1);

    await touch(/^공유$/);
    await page.waitForFunction(() => document.title.startsWith("{"));
    expect(JSON.parse(await page.title())).toEqual({ title: "만원 버스의 배차를 늘려 주세요", url: shared });
    expect(await axeFindings(page)).toEqual([]);
    await context.close();
  });
});
