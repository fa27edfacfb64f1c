import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publishProposal } from "#app/domain/kinds/proposal/publish-proposal.ts";
import { axeFindings, launchBrowser, visit } from "./support/browser.ts";
import { Client, signIn } from "./support/client.ts";
import { createPerson, createProposal } from "./support/database.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";
import { setUpHaetsal } from "./support/second-space.ts";

/** Parts of other sites' pages that show how far a matter has come. */
let portal: TestPortal;
let visitor: Client;
let proposal: number;
let forum: number;
let drive: number;

beforeAll(async () => {
  portal = await startPortal({ template: "demonstration" });
  visitor = new Client(portal.url);
  const idOf = async (question: string): Promise<number> =>
    (await portal.database.pool.query(question)).rows[0].id;
  proposal = await idOf(
    "select id from matter where kind = 'proposal' and state = 'open' and next_threshold is not null order by id limit 1",
  );
  forum = await idOf("select matter_id as id from forum order by 1 limit 1");
  drive = await idOf(
    "select id from matter where kind = 'drive' and visibility = 'public' order by id limit 1",
  );
}, 60_000);
afterAll(() => portal.stop());

const frame = (id: number, query = "lang=en") => `/embed/matters/${id}?${query}`;
const textOf = async (path: string) => (await visitor.send(path)).text();

describe("a frame", () => {
  test("says what the matter's page says, for every kind and in every language", async () => {
    type Counted = {
      title: string;
      support?: { count: number };
      participants?: number;
      signatures?: { count: number };
    };
    for (const [id, path] of [
      [proposal, `/api/v1/proposals/${proposal}`],
      [forum, `/api/v1/forums/${forum}`],
      [drive, `/api/v1/drives/${drive}`],
    ] as const) {
      const said: Counted = await (await visitor.send(path)).json();
      const count = said.support?.count ?? said.participants ?? said.signatures?.count ?? -1;
      for (const language of ["ko", "en", "ja"]) {
        const page = await textOf(frame(id, `lang=${language}`));
        expect(page).toContain(`<html lang="${language}"`);
        expect(page).toContain(count.toLocaleString("en"));
      }
    }
  });

  test("is in the language of its address, else of who looks, and never of a cookie", async () => {
    const languageOf = async (query: string, headers: Record<string, string>) =>
      /<html lang="(..)"/.exec(await (await visitor.send(frame(proposal, query), { headers })).text())?.[1];
    expect(await languageOf("lang=ja", { "Accept-Language": "en" })).toBe("ja");
    expect(await languageOf("", { "Accept-Language": "en" })).toBe("en");
    expect(await languageOf("", { "Accept-Language": "fr", Cookie: "lang=en" })).toBe("ko");
  });

  test("may stand in any page, runs nothing but its own and loads nothing", async () => {
    for (const id of [proposal, 999_999]) {
      const answer = await visitor.send(frame(id));
      const policy = answer.headers.get("Content-Security-Policy") ?? "";
      expect(policy).toContain("frame-ancestors *");
      expect(policy).toContain("default-src 'none'");
      expect(policy).toMatch(/script-src 'sha256-[\w+/=]+'; style-src 'sha256-[\w+/=]+'/);
      expect(policy).not.toContain("unsafe");
      expect(answer.headers.get("X-Frame-Options")).toBeNull();
      expect(answer.headers.get("X-Robots-Tag")).toBe("noindex");
      await answer.text();
    }
    for (const path of ["/", `/proposals/${proposal}`, `/api/v1/proposals/${proposal}`]) {
      const { headers } = await visitor.send(path);
      expect(headers.get("X-Frame-Options")).toBe("DENY");
      expect(headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
    }
  });

  test("leaves no cookie, reads none, and is the same for who is signed in", async () => {
    const citizen = await signIn(portal.url, "citizen-601");
    const [own, anybodys] = [await citizen.send(frame(proposal)), await visitor.send(frame(proposal))];
    expect(own.headers.getSetCookie()).toEqual([]);
    expect(await own.text()).toBe(await anybodys.text());
    expect(own.headers.get("ETag")).toBe(anybodys.headers.get("ETag"));
    const again = await citizen.send(frame(proposal), {
      headers: { "If-None-Match": own.headers.get("ETag") ?? "" },
    });
    expect([again.status, again.headers.get("X-Frame-Options")]).toEqual([304, null]);
  });

  test.each([
    ["visibility = 'unlisted'"],
    ["visibility = 'members'"],
    ["state = 'withdrawn', ended_at = opened_at"],
  ])("is not there for what is %s, by number or by token", async (change) => {
    const { db, pool } = portal.database;
    const id = await createProposal(db, new Date());
    await pool.query(`update matter set ${change} where id = $1`, [id]);
    const { rows } = await pool.query("select address_token from matter where id = $1", [id]);
    for (const address of [id, rows[0].address_token ?? id]) {
      const answer = await visitor.send(`/embed/matters/${address}`);
      expect([change, answer.status]).toEqual([change, 404]);
      expect(await answer.text()).not.toContain("횡단보도");
      const url = encodeURIComponent(`${portal.url}/proposals/${address}`);
      expect((await visitor.send(`/oembed?url=${url}`)).status).toBe(404);
    }
  });

  test("says a title as it was written, whatever is in it", async () => {
    const { db, pool } = portal.database;
    const id = await createProposal(db, new Date());
    await pool.query("update matter set title = $2 where id = $1", [id, `<script>alert("1")</script> & '`]);
    const page = await textOf(frame(id));
    expect(page).not.toContain("<script>alert");
    expect(page).toContain("&lt;script&gt;");
  });
});

describe("oEmbed", () => {
  const ask = (parameters: Record<string, string>) =>
    visitor.send(`/oembed?${new URLSearchParams(parameters)}`);

  test("is found from a matter's page, and answers with its frame", async () => {
    const page = await textOf(`/proposals/${proposal}?lang=en`);
    const [, href = ""] = /type="application\/json\+oembed"[^>]*href="([^"]+)"/.exec(page) ?? [];
    const url = new URL(href.replaceAll("&amp;", "&"));
    const answer = await visitor.send(url.pathname + url.search);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
    const said = await answer.json();
    expect(said).toMatchObject({ version: "1.0", type: "rich", width: 480, height: 224 });
    const [, source = ""] = /src="([^"]+)"/.exec(said.html) ?? [];
    expect(source).toBe(`${portal.url}/embed/matters/${proposal}?lang=en`);
    expect((await visitor.send(source)).status).toBe(200);
    expect(await textOf("/proposals")).not.toContain("json+oembed");
  });

  test.each<[string, () => Record<string, string>, number]>([
    [
      "a smaller size",
      () => ({ url: `${portal.url}/forums/${forum}`, maxwidth: "300", maxheight: "100" }),
      200,
    ],
    ["a size that is none", () => ({ url: `${portal.url}/forums/${forum}`, maxwidth: "-1e9" }), 200],
    ["XML", () => ({ url: `${portal.url}/forums/${forum}`, format: "xml" }), 501],
    ["nothing", () => ({}), 404],
    ["what is no address", () => ({ url: "::" }), 404],
    ["another site", () => ({ url: `https://elsewhere.example/forums/${forum}` }), 404],
    ["a page that is no matter's", () => ({ url: `${portal.url}/about` }), 404],
    ["a matter under the address of another kind", () => ({ url: `${portal.url}/drives/${forum}` }), 404],
    ["another space", () => ({ url: `${portal.url}/s/nowhere/forums/${forum}` }), 404],
  ])("asked for %s", async (_, parameters, status) => {
    const answer = await ask(parameters());
    expect(answer.status).toBe(status);
    if (parameters().maxwidth === "300")
      expect(await answer.json()).toMatchObject({ width: 300, height: 100 });
  });

  test("answers for every space, and a frame of one is not in another", async () => {
    const { db } = portal.database;
    const { space } = await setUpHaetsal(db);
    const input = { title: "놀이터 그늘막", body: "여름에 뜨겁습니다.", category: "living", district: null };
    const id = await publishProposal(db, space.id, await createPerson(db), input, new Date());
    const answer = await ask({ url: `${portal.url}/s/haetsal/proposals/${id}` });
    expect((await answer.json()).html).toContain(`${portal.url}/s/haetsal/embed/matters/${id}`);
    expect((await visitor.send(`/s/haetsal/embed/matters/${id}`)).status).toBe(200);
    expect((await visitor.send(`/embed/matters/${id}`)).status).toBe(404);
  });
});

describe("in a page of another site", () => {
  let browser: Browser;
  let elsewhere: Server;
  let site: string;

  beforeAll(async () => {
    browser = await launchBrowser();
    // The code that the page of open data gives, with this matter's number.
    const page = await textOf("/data?lang=en");
    const [code = ""] = /&lt;iframe src=[\s\S]*?&lt;\/script&gt;/.exec(page) ?? [];
    const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', "#x27": "'", amp: "&" };
    const plain = code.replace(/&([\w#]+);/g, (_, name: string) => entities[name] ?? "");
    elsewhere = createServer((_request, response) => {
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      response.end(
        `<!doctype html><html lang="en"><title>Elsewhere</title><main><h1>Elsewhere</h1>${plain.replace("matters/12", `matters/${proposal}`)}</main></html>`,
      );
    }).listen(0, "127.0.0.1");
    await once(elsewhere, "listening");
    const address = elsewhere.address();
    site = `http://localhost:${typeof address === "object" ? address?.port : ""}`;
  });
  afterAll(async () => {
    await browser.close();
    elsewhere.close();
  });

  test("the frame is as high as what is in it, at any width, and accessible", async () => {
    const { page, context, complaints } = await visit(browser, site, { width: 1280 });
    await page.goto(`${site}/`);
    const height = () => page.evaluate(() => document.querySelector("iframe")?.clientHeight ?? 0);
    const content = async () =>
      page.frames()[1]?.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
    await page.waitForFunction(() => document.querySelector("iframe")?.style.height);
    await expect.poll(async () => (await height()) === (await content())).toBe(true);
    const wide = await height();
    await page.setViewportSize({ width: 240, height: 800 });
    await expect.poll(height).toBeGreaterThan(wide);
    await expect.poll(async () => (await height()) === (await content())).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);

  test.each(["auto", "light", "dark", "plain"])(
    "by itself it is accessible: %s",
    async (look) => {
      const { page, context, complaints } = await visit(browser, portal.url, {
        width: 375,
        javaScript: look !== "plain",
      });
      await page.goto(`${portal.url}${frame(drive, `lang=ja&look=${look}`)}`);
      if (look !== "plain") expect(await axeFindings(page)).toEqual([]);
      expect(await page.locator("h1").textContent()).not.toBe("");
      expect(complaints).toEqual([]);
      await context.close();
    },
    60_000,
  );
});
