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

/** Parts of other sites' pages that show how far a matter has come, and what polls say. */
let portal: TestPortal;
let visitor: Client;
let proposal: number;
let forum: number;
let drive: number;
/** Its results are live, and it has questions of several sorts. */
let live: number;
let waiting: number;
let vote: number;
/** A one-touch poll with votes. */
let quick: string;

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
  const pollWhere = (condition: string) =>
    idOf(
      `select id from matter join poll on poll.matter_id = id where state <> 'withdrawn' and ${condition} order by support_count desc limit 1`,
    );
  live = await pollWhere("results = 'live' and purpose <> 'mock'");
  waiting = await pollWhere("results = 'after-closing' and counted_at is null and purpose <> 'mock'");
  vote = await idOf("select id from matter where kind = 'vote' order by id limit 1");
  const maker = await signIn(portal.url, "citizen-8801");
  const made = await maker.json("/api/v1/quick-polls", "POST", {
    question: "점심은 <무엇>으로 할까요?",
    choices: ["국수", "비빔밥"],
  });
  quick = (await made.json()).name;
  for (const choice of [1, 1, 2])
    await new Client(portal.url).json(voteOf(quick), "PUT", { choice: await choiceOf(quick, choice) });
}, 120_000);
afterAll(() => portal.stop());

const frame = (id: number, query = "lang=en") => `/embed/matters/${id}?${query}`;
const chart = (poll: number, question: string, query = "lang=en") =>
  `/embed/polls/${poll}/${question}?${query}`;
const quickFrame = (name: string, query = "lang=en") => `/embed/q/${encodeURIComponent(name)}?${query}`;
const voteOf = (name: string) => `/api/v1/quick-polls/${encodeURIComponent(name)}/vote`;
async function choiceOf(name: string, place: number): Promise<number> {
  const poll = await (await visitor.send(`/api/v1/quick-polls/${encodeURIComponent(name)}`)).json();
  return poll.choices[place - 1].id;
}
const textOf = async (path: string) => (await visitor.send(path)).text();

describe("a frame", () => {
  test("says what the matter's page says, for every kind and in every language", async () => {
    type Counted = {
      title: string;
      support?: { count: number };
      participants?: number | { count: number };
      signatures?: { count: number };
    };
    for (const [id, path] of [
      [proposal, `/api/v1/proposals/${proposal}`],
      [forum, `/api/v1/forums/${forum}`],
      [drive, `/api/v1/drives/${drive}`],
      [live, `/api/v1/polls/${live}`],
      [waiting, `/api/v1/polls/${waiting}`],
    ] as const) {
      const said: Counted = await (await visitor.send(path)).json();
      const { participants } = said;
      const count =
        said.support?.count ??
        (typeof participants === "object" ? participants.count : participants) ??
        said.signatures?.count ??
        -1;
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
    for (const path of [
      ...[frame(proposal), frame(999_999), chart(live, await firstQuestion(live)), chart(live, "none")],
      ...[quickFrame(quick), quickFrame("nobody")],
    ]) {
      const answer = await visitor.send(path);
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
    for (const path of [
      frame(proposal, "lang=en"),
      chart(live, await firstQuestion(live)),
      quickFrame(quick),
    ]) {
      const [own, anybodys] = [await citizen.send(path), await visitor.send(path)];
      expect([path, own.headers.getSetCookie()]).toEqual([path, []]);
      expect(await own.text()).toBe(await anybodys.text());
      expect(own.headers.get("ETag")).toBe(anybodys.headers.get("ETag"));
      const again = await citizen.send(path, {
        headers: { "If-None-Match": own.headers.get("ETag") ?? "" },
      });
      expect([path, again.status, again.headers.get("X-Frame-Options")]).toEqual([path, 304, null]);
    }
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

/** The id of a poll's first question that has numbers. */
async function firstQuestion(poll: number): Promise<string> {
  const { questions }: { questions: { id: string; type: string }[] } = await (
    await visitor.send(`/api/v1/polls/${poll}`)
  ).json();
  return questions.find(({ type }) => type !== "text")?.id ?? "";
}
/** The numbers of a frame's table, row by row: how many, and what share. */
const rowsIn = (page: string) =>
  [...page.matchAll(/<td>([\d,]+)<\/td><td>([\d.,]+%)<\/td>/g)].map(([, count = "", share]) => [
    Number(count.replaceAll(",", "")),
    share,
  ]);

describe("a frame of what was answered", () => {
  test("has the numbers of the results, in every language", async () => {
    type Question = { id: string; answered: number; counts: Record<string, number> };
    type Asked = { id: string; choices?: { id: string }[] };
    const asked: { questions: Asked[] } = await (await visitor.send(`/api/v1/polls/${live}`)).json();
    const { questions }: { questions: Question[] } = await (
      await visitor.send(`/api/v1/polls/${live}/results`)
    ).json();
    const numbered = questions.filter(({ counts }) => Object.keys(counts).length > 0);
    expect(numbered.length).toBeGreaterThan(0);
    for (const { id, answered, counts } of numbered)
      for (const language of ["ko", "en", "ja"]) {
        const page = await textOf(chart(live, id, `lang=${language}`));
        expect(page).toContain(`<html lang="${language}"`);
        const { choices } = asked.questions.find((question) => question.id === id) ?? {};
        // Choices in the order in which they are asked, else as they rise.
        expect(rowsIn(page).map(([count]) => count)).toEqual(
          choices ? choices.map((choice) => counts[choice.id]) : Object.values(counts),
        );
        expect(page).toContain(answered.toLocaleString("en"));
      }
  });

  test("says of results that wait for the closing only that they do", async () => {
    const page = await textOf(chart(waiting, await firstQuestion(waiting)));
    expect(page).toContain("The results are published after closing.");
    expect(page).not.toMatch(/<table|<td/);
  });

  test("is not there for a text, a question of another poll, or a poll that is not for everybody", async () => {
    const { pool } = portal.database;
    const texts = await pool.query(
      `select matter_id as poll, question ->> 'id' as question from poll, jsonb_array_elements(definition -> 'pages') page,
         jsonb_array_elements(page -> 'questions') question where question ->> 'type' = 'text'`,
    );
    expect(texts.rows.length).toBeGreaterThan(0);
    const paths = [
      ...texts.rows.map(({ poll, question }) => chart(poll, question)),
      ...[chart(live, "q999"), chart(live, "constructor"), chart(proposal, "q1"), chart(999_999, "q1")],
    ];
    for (const path of paths) expect([path, (await visitor.send(path)).status]).toEqual([path, 404]);
    const question = await firstQuestion(live);
    for (const change of ["visibility = 'members'", "state = 'withdrawn', ended_at = opened_at"]) {
      const { rows } = await pool.query("select visibility, state, ended_at from matter where id = $1", [
        live,
      ]);
      await pool.query(`update matter set ${change} where id = $1`, [live]);
      const answer = await visitor.send(chart(live, question, `lang=ko&look=${change.slice(0, 5)}`));
      const oembed = await visitor.send(
        `/oembed?url=${encodeURIComponent(`${portal.url}/polls/${live}/results?is=${change.length}`)}`,
      );
      expect([change, answer.status, oembed.status]).toEqual([change, 404, 404]);
      await pool.query("update matter set visibility = $2, state = $3, ended_at = $4 where id = $1", [
        live,
        ...[rows[0].visibility, rows[0].state, rows[0].ended_at],
      ]);
    }
  });
});

describe("a frame of a one-touch poll", () => {
  test("has its votes, what they are, and the way to vote, in every language", async () => {
    const honest = {
      ko: "확인된 사람 수가 아닙니다",
      en: "Not a count of verified people",
      ja: "本人確認済みの人数ではありません",
    };
    for (const [language, words] of Object.entries(honest)) {
      const page = await textOf(quickFrame(quick, `lang=${language}`));
      expect(page).toContain(`<html lang="${language}"`);
      expect(rowsIn(page)).toEqual([
        [2, "66.7%"],
        [1, "33.3%"],
      ]);
      expect(page).toContain("점심은 &lt;무엇&gt;으로 할까요?");
      expect(page).toContain(words);
      expect(page).toContain(`href="${portal.url}/q/${encodeURIComponent(quick)}`);
      expect(page).not.toContain("<form");
    }
  });

  test("is not there for one that moderators hid, and its page does not say where it would be", async () => {
    const maker = await signIn(portal.url, "citizen-8802");
    const made = await maker.json("/api/v1/quick-polls", "POST", {
      question: "광고입니다",
      choices: ["가", "나"],
    });
    const { name } = await made.json();
    expect((await visitor.send(quickFrame(name))).status).toBe(200);
    const moderator = await signIn(portal.url, "moderator");
    const hidden = await moderator.form(`/q/${encodeURIComponent(name)}`, {
      ...{ intent: "hide", message: "", reason: "spam" },
    });
    expect(hidden.status).toBe(302);
    const answer = await visitor.send(quickFrame(name, "lang=ja"));
    expect([answer.status, (await answer.text()).includes("광고")]).toEqual([404, false]);
    expect(await textOf(`/q/${encodeURIComponent(name)}`)).not.toContain("json+oembed");
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
    for (const none of ["/proposals", `/votes/${vote}`])
      expect(await textOf(none)).not.toContain("json+oembed");
  });

  test.each<[string, () => string, () => Promise<string>]>([
    ["a poll", () => `/polls/${live}`, async () => frame(live)],
    ["a poll's results", () => `/polls/${live}/results`, async () => chart(live, await firstQuestion(live))],
    ["a one-touch poll", () => `/q/${encodeURIComponent(quick)}`, async () => quickFrame(quick)],
  ])("is found from the page of %s", async (_, path, expected) => {
    const page = await textOf(`${path()}?lang=en`);
    const [, href = ""] = /type="application\/json\+oembed"[^>]*href="([^"]+)"/.exec(page) ?? [];
    const url = new URL(href.replaceAll("&amp;", "&"));
    const said = await (await visitor.send(url.pathname + url.search)).json();
    const [, source = ""] = /src="([^"]+)"/.exec(said.html) ?? [];
    expect(source).toBe(portal.url + (await expected()));
    expect(said.height).toBeGreaterThanOrEqual(224);
    expect((await visitor.send(source)).status).toBe(200);
    // The code that the page offers shows the same.
    expect(page).toContain(`src=&quot;${source}&quot;`);
  });

  test("answers for a question of a poll's results that the address names", async () => {
    const { questions } = await (await visitor.send(`/api/v1/polls/${live}/results`)).json();
    for (const { id, counts } of questions) {
      const answer = await ask({ url: `${portal.url}/polls/${live}/results#result-${id}` });
      if (Object.keys(counts).length === 0) expect(answer.status).toBe(404);
      else expect((await answer.json()).html).toContain(`${portal.url}/embed/polls/${live}/${id}"`);
    }
  });

  test.each<[string, () => Record<string, string>, number]>([
    ["the results of what is no poll", () => ({ url: `${portal.url}/polls/${forum}/results` }), 404],
    ["a question that there is not", () => ({ url: `${portal.url}/polls/${live}/results#result-q99` }), 404],
    ["a one-touch poll that there is not", () => ({ url: `${portal.url}/q/nobody-has-it` }), 404],
    ["a name that is none", () => ({ url: `${portal.url}/q/%E0%A4%A` }), 404],
    ["the making of one", () => ({ url: `${portal.url}/q/new` }), 404],
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
    // Each page gives code for its own; that of open data has the number of none.
    const pages: Record<string, string[]> = {
      "/": (await codesOn("/data?lang=en")).map((code) => code.replace("matters/12", `matters/${proposal}`)),
      "/poll": await codesOn(`/polls/${live}?lang=en`),
      "/chart": await codesOn(`/polls/${live}/results?lang=en`),
      "/quick": await codesOn(`/q/${encodeURIComponent(quick)}?lang=en`),
    };
    elsewhere = createServer((request, response) => {
      const [code = ""] = pages[request.url ?? ""] ?? [];
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      response.end(
        `<!doctype html><html lang="en"><title>Elsewhere</title><main><h1>Elsewhere</h1>${code}</main></html>`,
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

  /** The codes that a page gives to be copied. */
  async function codesOn(path: string): Promise<string[]> {
    const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', "#x27": "'", amp: "&" };
    return [...(await textOf(path)).matchAll(/&lt;iframe src=[\s\S]*?&lt;\/script&gt;/g)].map(([code]) =>
      code.replace(/&([\w#]+);/g, (_, name: string) => entities[name] ?? ""),
    );
  }

  test.each(["/", "/poll", "/chart", "/quick"])(
    "the frame is as high as what is in it, at any width, and accessible: %s",
    async (path) => {
      const { page, context, complaints } = await visit(browser, site, { width: 1280 });
      await page.goto(site + path);
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
    },
    60_000,
  );

  test.each(
    ["auto", "light", "dark", "plain"].flatMap((look) =>
      (["matter", "chart", "waiting", "quick"] as const).map((of) => [look, of] as const),
    ),
  )(
    "by itself it is accessible: %s, %s",
    async (look, of) => {
      const { page, context, complaints } = await visit(browser, portal.url, {
        width: 375,
        javaScript: look !== "plain",
      });
      const query = `lang=ja&look=${look}`;
      const paths = {
        matter: async () => frame(drive, query),
        chart: async () => chart(live, await firstQuestion(live), query),
        waiting: async () => chart(waiting, await firstQuestion(waiting), query),
        quick: async () => quickFrame(quick, query),
      };
      await page.goto(portal.url + (await paths[of]()));
      if (look !== "plain") expect(await axeFindings(page)).toEqual([]);
      expect(await page.locator("h1").textContent()).not.toBe("");
      expect(complaints).toEqual([]);
      await context.close();
    },
    60_000,
  );
});
