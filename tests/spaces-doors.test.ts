import { Validator } from "@seriousme/openapi-schema-validator";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSpaceAddress, spacePath, withinSpace } from "#app/domain/space/address.ts";
import { launchBrowser, visit } from "./support/browser.ts";
import { Client, signIn } from "./support/client.ts";
import { createTestDatabase } from "./support/database.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";
import { setUpHaetsal } from "./support/second-space.ts";

/** A second space at every door: what is asked of it stays in it. */
const HOME = "/s/haetsal";
const API = "/api/v1/spaces/haetsal";

let portal: TestPortal;
let browser: Browser;
let visitor: Client;
beforeAll(async () => {
  const database = await createTestDatabase();
  await setUpHaetsal(database.db);
  [portal, browser] = await Promise.all([startPortal({ database }), launchBrowser()]);
  visitor = new Client(portal.url);
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
  await portal.database.close();
});

let made = 0;
async function publish(title = `단지 가로등을 밝게 ${++made}`): Promise<number> {
  const author = await signIn(portal.url, "citizen-8001");
  const text = { title, body: "저녁이면 어둡습니다.", category: "living" };
  const answer = await author.json(`${API}/proposals`, "POST", text);
  const { id } = await answer.json();
  expect([answer.status, answer.headers.get("Location")]).toEqual([201, `${API}/proposals/${id}`]);
  return id;
}

describe("an address", () => {
  test.each([
    ["/", undefined, "/"],
    ["/proposals/3", undefined, "/proposals/3"],
    ["/s/haetsal", "haetsal", "/"],
    ["/s/haetsal/proposals/3", "haetsal", "/proposals/3"],
    ["/s/haetsal/proposals/3.data", "haetsal", "/proposals/3.data"],
    ["/s/haetsal.data", "haetsal", "/_root.data"],
    ["/s/haetsal.json", undefined, "/s/haetsal.json"],
    ["/s/", undefined, "/s/"],
    ["/s/Haetsal/x", undefined, "/s/Haetsal/x"],
    ["/S/haetsal/x", undefined, "/S/haetsal/x"],
    ["/api/v1/spaces", undefined, "/api/v1/spaces"],
    ["/api/v1/spaces/haetsal", undefined, "/api/v1/spaces/haetsal"],
    ["/api/v1/spaces/haetsal/rules", "haetsal", "/api/v1/rules"],
  ])("%s is of %s: %s", (pathname, code, path) => {
    expect(readSpaceAddress(pathname)).toEqual({ code, path });
  });

  test.each([
    ["", "/", "/"],
    ["", "/api/v1/rules", "/api/v1/rules"],
    [HOME, "/", HOME],
    [HOME, "/?lang=en", `${HOME}?lang=en`],
    [HOME, "/rules#now", `${HOME}/rules#now`],
    [HOME, "/api/v1/rules?a=b", `${API}/rules?a=b`],
  ])("in a space with %j, %s is %s", (prefix, path, address) => {
    expect(spacePath(prefix, path)).toBe(address);
    expect(withinSpace(prefix, address)).toBe(address); // once is enough
  });
});

describe("the door", () => {
  test.each([
    ["the front page", HOME, 200, null],
    ["a page", `${HOME}/rules`, 200, null],
    ["a page's data", `${HOME}/rules.data`, 200, null],
    ["the front page's data", `${HOME}.data`, 200, null],
    ["the API", `${API}/rules`, 200, null],
    ["a slash at the end of the front page", `${HOME}/`, 308, HOME],
    ["the API below the pages", `${HOME}/api/v1/rules?a=b`, 308, `${API}/rules?a=b`],
    ["the first space by its code", "/s/hanul/proposals?sort=new", 308, "/proposals?sort=new"],
    ["the first space's front page by its code", "/s/hanul", 308, "/"],
    ["the first space's API by its code", "/api/v1/spaces/hanul/rules", 308, "/api/v1/rules"],
    [
      "an address that would be another host's",
      "/s/hanul//elsewhere.example/x",
      308,
      "/s/hanul/elsewhere.example/x",
    ],
    ["a code that no space has", "/s/nowhere/rules", 404, null],
    ["the API of a code that no space has", "/api/v1/spaces/nowhere/rules", 404, null],
    ["a page that is not there", `${HOME}/nothing`, 404, null],
    ["an address of the API that is not there", `${API}/nothing`, 404, null],
  ])("answers %s: %s", async (_, path, status, location) => {
    const answer = await visitor.send(path);
    const found = answer.headers.get("Location");
    expect([answer.status, found]).toEqual([status, location && portal.url + location]);
    if (path.startsWith("/api/") && status === 404)
      expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
  });

  test("keeps a write a write where an address has moved", async () => {
    const citizen = await signIn(portal.url, "citizen-8002");
    const answer = await citizen.json(`${HOME}/api/v1/proposals`, "POST", {});
    expect([answer.status, answer.headers.get("Location")]).toEqual([308, `${portal.url}${API}/proposals`]);
  });

  test("keeps pages of two spaces apart in its memory, and remembers each", async () => {
    const nameOn = async (path: string) =>
      /class="brand-space">([^<]*)</.exec(await (await visitor.send(path)).text())?.[1];
    for (let round = 0; round < 3; round += 1) {
      expect(await nameOn("/rules")).toBe("한울시");
      expect(await nameOn(`${HOME}/rules`)).toBe("햇살마을");
    }
    const { headers } = await visitor.send(`${HOME}/rules`);
    const tag = headers.get("ETag") ?? "";
    expect((await visitor.send(`${HOME}/rules`, { headers: { "If-None-Match": tag } })).status).toBe(304);
    expect((await visitor.send("/rules", { headers: { "If-None-Match": tag } })).status).toBe(200);
  });

  test("streams a matter's count in the space, and to nobody from a memory", async () => {
    const id = await publish();
    const stop = new AbortController();
    const answer = await visitor.send(`${HOME}/live/${id}`, { signal: stop.signal });
    expect(answer.headers.get("Content-Type")).toContain("text/event-stream");
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    stop.abort();
  });
});

describe("what leads on from a page", () => {
  /** Links, forms, pictures and metadata that name an address of the portal's own. */
  const addressesOn = (html: string) =>
    [
      ...html.matchAll(
        /<(?!script|link rel="(?:stylesheet|icon|manifest|modulepreload|preload)")[^>]*?\s(?:href|action|src)="([^"]+)"/g,
      ),
    ]
      .map(([, address = ""]) => address.replaceAll("&amp;", "&"))
      .filter((address) => address.startsWith("/") || address.startsWith(portal.url))
      // What the pages are drawn with is one file for all spaces.
      .filter((address) => !address.startsWith("/assets/"));
  const within = (address: string) => {
    const path = address.replace(portal.url, "");
    return new RegExp(`^(${HOME}|${API})(/|\\?|#|$)`).test(path);
  };

  test.each([
    "",
    "/proposals",
    "/proposals?sort=closest",
    "/forums",
    "/duties",
    "/results",
    "/rules",
    "/ledger",
    "/about",
    "/search?q=가로등",
    "/demo",
    "/nothing-here",
    "/proposals/PROPOSAL",
    "/me",
    "/proposals/new",
  ])("of a space stays in it: %s", async (page) => {
    const path = `${HOME}${page.replace("PROPOSAL", String(await publish()))}`;
    const reader =
      page === "/me" || page === "/proposals/new" ? await signIn(portal.url, "citizen-8003") : visitor;
    const found = addressesOn(await (await reader.follow(path)).text());
    expect(found.length).toBeGreaterThan(15);
    expect(found.filter((address) => !within(address))).toEqual([]);
  });

  test("of the first space stays there, but for the list of spaces", async () => {
    const spaces = addressesOn(await (await visitor.send("/spaces")).text());
    expect(spaces.filter(within)).toEqual([HOME]);
    expect(addressesOn(await (await visitor.send("/proposals")).text()).filter(within)).toEqual([]);
  });

  test("is said with whole addresses to those outside", async () => {
    const id = await publish();
    const html = await (await visitor.send(`${HOME}/proposals/${id}?lang=en`)).text();
    expect(html).toContain(`property="og:url" content="${portal.url}${HOME}/proposals/${id}?lang=en"`);
    expect(html).toContain(`rel="canonical" href="${portal.url}${HOME}/proposals/${id}?lang=en"`);
    const map = await (await visitor.send(`${HOME}/sitemap.xml`)).text();
    expect(map).toContain(`<loc>${portal.url}${HOME}/proposals/${id}</loc>`);
    expect(
      [...map.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, at = ""]) => at).filter((at) => !within(at)),
    ).toEqual([]);
    const feed = await (await visitor.send(`${HOME}/search/feed?q=`)).text();
    expect(feed).toContain(`${portal.url}${HOME}/search/feed`);
    const robots = await (await visitor.send("/robots.txt")).text();
    expect(robots).toContain(`Sitemap: ${portal.url}/sitemap.xml\nSitemap: ${portal.url}${HOME}/sitemap.xml`);
    expect(robots).toContain("Disallow: /s/*/me\n");
  });
});

describe("signing in", () => {
  test.each([
    [`${HOME}/auth/sign-in?as=citizen-8010&returnTo=/rules`, `${HOME}/rules`],
    [`${HOME}/auth/sign-in?as=citizen-8010&returnTo=${HOME}/rules?lang=en`, `${HOME}/rules?lang=en`],
    [`${HOME}/auth/sign-in?as=citizen-8010`, HOME],
    [`${HOME}/auth/sign-in?as=citizen-8010&returnTo=//elsewhere.example`, HOME],
    [`/auth/sign-in?as=citizen-8010&returnTo=${HOME}/rules`, `${HOME}/rules`],
    ["/auth/sign-in?as=citizen-8010&returnTo=/rules", "/rules"],
  ])("at %s ends at %s", async (begin, end) => {
    const client = new Client(portal.url);
    expect((await client.follow(begin)).url).toBe(portal.url + end);
    // One session for all spaces.
    for (const home of ["", HOME]) expect((await client.send(`${home}/me`)).status).toBe(200);
  });

  test("is asked for by a page of the space, which it comes back to", async () => {
    const asked = await visitor.send(`${HOME}/me?show=settings`);
    const location = asked.headers.get("Location") ?? "";
    expect(location).toBe(`${HOME}/auth/sign-in?returnTo=${encodeURIComponent("/me?show=settings")}`);
    const client = new Client(portal.url);
    const end = await client.follow(`${location}&as=citizen-8011`);
    expect(end.url).toBe(`${portal.url}${HOME}/me?show=settings`);
  });

  test("that came to nothing is told where it began", async () => {
    const client = new Client(portal.url);
    const begun = await client.send(`${HOME}/auth/sign-in?as=citizen-8012&returnTo=/rules`);
    const state = new URL(begun.headers.get("Location") ?? "").searchParams.get("state");
    const answer = await client.send(`/auth/callback?code=x&state=${state}`);
    const returnTo = encodeURIComponent(`${HOME}/rules`);
    expect(answer.headers.get("Location")).toBe(`${HOME}/auth/failed?why=refused&returnTo=${returnTo}`);
  });

  test("ends where the reader is", async () => {
    const client = await signIn(portal.url, "citizen-8013");
    const answer = await client.form(`${HOME}/auth/sign-out`, {});
    expect([answer.status, answer.headers.get("Location")]).toEqual([302, HOME]);
    expect((await client.send(`${HOME}/me`)).status).toBe(302);
  });
});

describe("in a browser", () => {
  const complaintsOf = (page: Page) => {
    const left: string[] = [];
    page.on("request", (request) => {
      const { protocol, pathname } = new URL(request.url());
      // A picture that was chosen is shown from the browser's own memory.
      if (protocol === "blob:") return;
      if (!/^\/(s\/haetsal|assets|favicon|site\.webmanifest|api\/v1\/spaces\/haetsal)/.test(pathname))
        left.push(pathname);
    });
    return left;
  };

  test("navigation, touch and live count stay in the space, in one document", async () => {
    const id = await publish("한 문서 안에서 움직이는 제안");
    const { page, context, complaints } = await visit(browser, portal.url, { login: "citizen-8020" });
    await page.goto(HOME);
    const left = complaintsOf(page);
    await page.evaluate(() => document.body.setAttribute("data-same-document", ""));
    await page.getByRole("link", { name: "제안 모두 보기" }).first().press("Enter");
    await page.waitForURL(`**${HOME}/proposals`);
    const listening = page.waitForResponse(`**${HOME}/live/*`);
    await page.getByRole("link", { name: "한 문서 안에서 움직이는 제안" }).press("Enter");
    await page.waitForURL(`**${HOME}/proposals/${id}`);
    await listening;
    await page.getByRole("button", { name: "공감하기" }).press("Enter");
    await page.getByText("공감 1", { exact: true }).first().waitFor();
    const other = await signIn(portal.url, "citizen-8021");
    await other.send(`${API}/proposals/${id}/agreement`, { method: "PUT" });
    await page.getByText("공감 2", { exact: true }).first().waitFor();
    await page.getByRole("searchbox").or(page.getByRole("combobox")).first().fill("문서");
    await page.waitForResponse(`**${HOME}/search/suggestions?*`);
    expect(await page.locator("body[data-same-document]").count()).toBe(1);
    expect(left).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each([
    ["with JavaScript", true],
    ["without JavaScript", false],
  ])("a proposal is written with a picture, kept and published in the space, %s", async (_, javaScript) => {
    const login = javaScript ? "citizen-8030" : "citizen-8031";
    const { page, context, complaints } = await visit(browser, portal.url, { login, javaScript });
    await page.goto(`${HOME}/proposals/new`);
    const left = complaintsOf(page);
    await page.getByLabel("제목").fill(`놀이터 그늘막을 놓아 주세요 ${javaScript}`);
    await page.getByLabel("분야").selectOption({ label: "시설" });
    await page.locator("#draft-problem").fill("여름에 뜨겁습니다.");
    await page.locator("#draft-wish").fill("그늘막을 놓아 주세요.");
    if (javaScript) await page.waitForResponse(`**${HOME}/drafts/*/autosave`);
    const buffer = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#2266ee" } })
      .jpeg()
      .toBuffer();
    await page.getByLabel("사진 파일").setInputFiles({ name: "shade.jpg", mimeType: "image/jpeg", buffer });
    if (!javaScript) await page.getByRole("button", { name: "사진 올리기" }).press("Enter");
    await page.getByLabel("대체 텍스트").fill("그늘이 없는 놀이터");
    const picture = page.locator("main .draft-picture img").first();
    expect(await picture.getAttribute("src")).toMatch(new RegExp(`^${HOME}/pictures/`));
    await expect
      .poll(() => picture.evaluate((img) => (img instanceof HTMLImageElement ? img.naturalWidth : 0)))
      .toBe(40);
    await page.getByRole("button", { name: "다음" }).press("Enter");
    await page.waitForURL(`**${HOME}/drafts/*/review`);
    await page.getByRole("button", { name: "게시하기" }).press("Enter");
    await page.waitForURL(`**${HOME}/proposals/*?published=1`);
    await page.getByText("관리사무소").or(page.getByText("시설팀")).first().waitFor();
    expect(left).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("without JavaScript a touch comes back to its page in the space", async () => {
    const id = await publish();
    const { page, context } = await visit(browser, portal.url, { login: "citizen-8040", javaScript: false });
    await page.goto(`${HOME}/proposals/${id}`);
    await page.getByRole("button", { name: "공감하기" }).press("Enter");
    await page.getByRole("button", { name: "공감 취소" }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`${HOME}/proposals/${id}`);
    await context.close();
  });

  test.each([true, false])("a group's page speaks of members, with JavaScript %s", async (javaScript) => {
    const { page, context, complaints } = await visit(browser, portal.url, { javaScript });
    await page.goto(HOME);
    expect(await page.locator("h1").textContent()).toBe("함께 제안하고 공감이 모이면, 답을 받습니다");
    await page.getByRole("link", { name: "제안", exact: true }).first().press("Enter"); // drawn in the browser
    await page.waitForURL(`**${HOME}/proposals`);
    await page.locator("main").getByText("구성원이 올린 제안").waitFor();
    expect(await page.locator("body").innerText()).not.toContain("시민");
    expect(complaints).toEqual([]);
    await page.goto("/");
    expect(await page.locator("h1").textContent()).toContain("시가 답합니다");
    await context.close();
  });

  test("another space is another document", async () => {
    const { page, context } = await visit(browser, portal.url);
    await page.goto(`${HOME}/spaces`);
    await page.getByRole("link", { name: /한울시/ }).press("Enter");
    await page.waitForURL(`${portal.url}/`);
    await page.goto("/spaces");
    await page.getByRole("link", { name: /햇살마을/ }).press("Enter");
    await page.waitForURL(`${portal.url}${HOME}`);
    expect(await page.locator(".brand-space").first().textContent()).toBe("햇살마을");
    await context.close();
  });
});

describe("the API", () => {
  test("lists the spaces", async () => {
    const body = await (await visitor.send("/api/v1/spaces?lang=en")).json();
    expect(body).toEqual({
      items: [
        { code: "hanul", kind: "city", name: "Hanul City", pages: "/", api: "/api/v1" },
        { code: "haetsal", kind: "apartment", name: "Haetsal Village", pages: HOME, api: API },
      ],
      next: null,
    });
    expect((await visitor.send("/api/v1/spaces?cursor=x")).status).toBe(422);
  });

  test("describes itself with the addresses and the words of its space", async () => {
    const document = await (await visitor.send(`${API}/openapi.json`)).json();
    expect((await new Validator().validate(structuredClone(document))).errors ?? []).toEqual([]);
    expect(Object.keys(document.paths).filter((path) => !path.startsWith(`${API}/`))).toEqual([]);
    expect(document.components.schemas.Office.enum).toEqual(["management", "facilities", "chair"]);
    expect((await visitor.send(`${API}/rules`)).status).toBe(200);
    expect(Object.keys(document.paths)).toContain(`${API}/rules`);
  });
});
