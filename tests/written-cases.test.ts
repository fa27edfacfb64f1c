import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { applyGroup } from "#app/domain/support/apply-group.ts";
import { inTransaction } from "#db/transaction.ts";
import { type BadCity, makeBadCity } from "./support/bad-city.ts";
import { launchBrowser, visit } from "./support/browser.ts";
import { type Client, signIn } from "./support/client.ts";
import { createPersons } from "./support/database.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { programOf } from "./support/program.ts";

/**
 * Each text of `fixtures/written` on its whole way: sent in as people send it, and read where people read it, on pages, in
 * lists, in answers of the API, in search and in letters.
 */
let city: BadCity;
let browser: Browser;
let page: Page;
let folder: string;
beforeAll(async () => {
  [city, browser] = await Promise.all([makeBadCity(), launchBrowser()]);
  // Signed in: the pages of visitors are kept for a moment.
  ({ page } = await visit(browser, city.portal.url, { login: "citizen-2" }));
  folder = await mkdtemp(join(tmpdir(), "gonggam-written-"));
});
afterAll(async () => {
  await browser.close();
  await city.stop();
  await rm(folder, { recursive: true, force: true });
});

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, "fixtures/written", name), "utf8").replace(/\n$/, "");
const parts = <T>(name: string): T => JSON.parse(fixture(name));
/** As a browser shows it: what stands between words is one blank. */
const seen = (text: string) => text.replace(/\s+/g, " ").trim();

let titles = 0;
/** A title of its own, so that a list and a search find this one. */
const newTitle = () => `적힌 대로 남는 글 ${String.fromCodePoint(0xac00 + 588 * ++titles)}${titles}`;

async function publish(
  { title = newTitle(), body = "가로등 사이가 너무 멉니다." }: { title?: string; body?: string },
  client: Client = city.citizen,
) {
  const answer = await client.json("/api/v1/proposals", "POST", { title, body, category: "transport" });
  expect([answer.status, title, body]).toEqual([201, title, body]);
  const { id } = await answer.json();
  return { id: Number(id), title };
}

async function shownAt(path: string, selector: string): Promise<string> {
  await page.goto(path);
  return seen(await page.locator(selector).first().innerText());
}

async function cardOf(id: number): Promise<string> {
  await page.goto("/proposals?sort=newest");
  const card = page.locator(".proposal-card", { has: page.locator(`a[href="/proposals/${id}"]`) });
  return seen(await card.locator(".card-summary").innerText());
}

async function descriptionOf(id: number): Promise<string> {
  await page.goto(`/proposals/${id}`);
  return seen((await page.locator("meta[name=description]").getAttribute("content")) ?? "");
}

/** Once the index has it. */
async function hitsOf(query: string): Promise<{ address: string; title: string; snippet: string }[]> {
  await page.goto(`/search?${new URLSearchParams({ q: query })}`);
  return page.locator(".search-hit").evaluateAll((hits) =>
    hits.map((hit) => ({
      address: hit.querySelector("h3 a")?.getAttribute("href") ?? "",
      title: hit.querySelector("h3")?.textContent ?? "",
      snippet: (hit.querySelector(".search-snippet")?.textContent ?? "").replace(/\s+/g, " ").trim(),
    })),
  );
}
async function hitOf(query: string, id: number) {
  const found = async () => (await hitsOf(query)).find(({ address }) => address === `/proposals/${id}`);
  await expect.poll(found).toBeDefined();
  return found();
}

describe("F06: a text that nobody sees", () => {
  test("is no proposal, and the refusal names its fields", async () => {
    const answer = await city.citizen.json("/api/v1/proposals", "POST", parts("F06-invisible-text.json"));
    const { errors } = await answer.json();
    expect(answer.status).toBe(422);
    expect(errors.map(({ field }: { field: string }) => field).sort()).toEqual(["body", "title"]);
  });

  test("meets no duty", async () => {
    const path = `/api/v1/duties/${city.duty}/replies`;
    const answer = await city.officer.json(path, "POST", parts("F06-invisible-reply.json"));
    const { errors } = await answer.json();
    expect([answer.status, errors[0].field]).toEqual([422, "body"]);
    const { items } = await (await city.officer.send("/api/v1/duties?state=open")).json();
    expect(items.map(({ id }: { id: number }) => id)).toContain(city.duty);
  });
});

/** Nothing in these is a mark that somebody meant. */
const AS_TYPED = [
  "F02-masked-names.md",
  "F03-dates-and-numbers.md",
  "F04-vanishing-body.md",
  "F04-vanishing-lines.md",
];

describe.each(AS_TYPED)("%s is read as it was typed", (name) => {
  const text = fixture(name);
  const whole = seen(text);

  test("of a proposal: on its page, in lists, in descriptions, by the API, in search", async () => {
    const { id, title } = await publish({ body: text });
    expect((await (await city.citizen.send(`/api/v1/proposals/${id}`)).json()).body).toBe(text);
    expect(await shownAt(`/proposals/${id}`, ".prose")).toBe(whole);
    // An address is a link, and nothing else is anything.
    expect(
      await page.locator(".prose").first().locator("strong, em, ul, ol, h3, h4, blockquote").count(),
    ).toBe(0);
    const excerpts = [await cardOf(id), await descriptionOf(id)].map((excerpt) => excerpt.replace(/…$/, ""));
    expect(excerpts).not.toContain("");
    for (const excerpt of excerpts) expect(excerpt).toBe(whole.slice(0, excerpt.length));
    const hit = await hitOf(title, id);
    expect(whole).toContain(hit?.snippet.replace(/^…|…$/g, ""));
    expect(hit?.snippet).not.toBe("");
  });

  test("of an opinion, by another page of the forum", async () => {
    const forum = `/forums/${city.forum}`;
    const writer = await signIn(city.portal.url, `citizen-71${AS_TYPED.indexOf(name)}`);
    const given = await writer.form(forum, { intent: "opinion", stance: "for", body: text });
    expect(given.status).toBe(302);
    await page.goto(forum);
    const all = await page.locator(".opinion-body").allInnerTexts();
    expect(all.map(seen)).toContain(whole);
  });

  test("of an office's reply, on its desk's preview too", async () => {
    const path = `/desk/duties/${city.duty}`;
    const preview = await city.officer.form(path, { intent: "preview", decision: "will-do", body: text });
    expect(preview.status).toBe(200);
    const published = await city.officer.json(`/api/v1/duties/${city.duty}/replies`, "POST", {
      body: text,
      decision: "will-do",
    });
    expect(published.status).toBe(201);
    expect(await shownAt(`/proposals/${city.proposal}`, ".reply .prose")).toBe(whole);
    await page.setContent(await preview.text());
    expect((await page.locator(".prose").allInnerTexts()).map(seen)).toContain(whole);
  });

  test("of a petition that was taken over", async () => {
    const title = newTitle();
    const line = { title, content: text, begin: "2019-04-01", end: "2019-05-01", num_agree: 3 };
    const path = join(folder, `${randomUUID()}.jsonl`);
    await writeFile(path, JSON.stringify({ ...line, petition_idx: "1", category: "교통/건축/국토" }));
    const env = { PATH: process.env.PATH, NODE_ENV: "production" as const, DATABASE_URL: city.database.url };
    const command = [programOf("app/commands/import.ts"), path, "--source", `archive-${titles}`];
    await promisify(execFile)(process.execPath, command, { env });
    const { id } = await city.database.db
      .selectFrom("matter")
      .select("id")
      .where("title", "=", title)
      .executeTakeFirstOrThrow();
    expect(await shownAt(`/proposals/${id}`, ".prose")).toBe(whole);
  });
});

test("F11: links end before a particle", async () => {
  const { id } = await publish({ body: fixture("F11-links-with-particles.md") });
  await page.goto(`/proposals/${id}`);
  const links = page.locator(".prose").first().locator("a");
  expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")))).toEqual([
    "https://hanul.example.kr/proposals/12",
    "https://hanul.example.kr/proposals/12",
    "mailto:help@hanul.go.kr",
  ]);
  expect(seen(await page.locator(".prose").first().innerText())).toBe(
    seen(fixture("F11-links-with-particles.md")),
  );
});

test("F12: bold before a particle", async () => {
  const { id } = await publish({ body: fixture("F12-bold-before-particle.md") });
  await page.goto(`/proposals/${id}`);
  expect(await page.locator(".prose").first().locator("strong").allInnerTexts()).toEqual([
    "'안전'",
    "시민(주민)",
    "「도로법」",
    "50%",
    "중요!",
  ]);
});

const UNSEEN = /[^\P{Cc}\n]|\p{Bidi_Control}/gu;

test("F13: what devices put in unseen is taken, kept as a draft too, and seen nowhere", async () => {
  const given = Object.entries(parts<Record<string, string>>("F13-refused-invisible.json"));
  expect(given).toHaveLength(6);
  for (const [where, value] of given) {
    const kept = value.replace(/[\v\f]/g, "\n").replace(UNSEEN, "");
    const draft = randomUUID();
    const fields = { title: "", body: "", category: "", district: "" };
    const isTitle = where.startsWith("title");
    const typed = isTitle ? { title: value } : { body: value };
    const saved = await city.citizen.json(`/drafts/${draft}/autosave`, "PUT", { ...fields, ...typed });
    expect([where, saved.status]).toEqual([where, 200]);
    const { id } = await publish(typed);
    const { title, body } = await (await city.citizen.send(`/api/v1/proposals/${id}`)).json();
    if (isTitle) expect(title).toBe(kept.replaceAll("\n", " "));
    else expect([where, body]).toEqual([where, kept]);
    const shown = await shownAt(`/proposals/${id}`, isTitle ? "h1" : ".prose");
    expect([where, shown]).toEqual([where, seen(kept)]);
  }
});

test("F17: braces in a title are its own, on its page and in every letter about it", async () => {
  const title = fixture("F17-braces-in-title.txt");
  const author = await signIn(city.portal.url, "citizen-720");
  const { id } = await publish({ title }, author);
  expect(await shownAt(`/proposals/${id}`, "h1")).toBe(title);
  const { db } = city.database;
  const people = await createPersons(db, 50);
  const support = {
    spaceId: FIRST_SPACE,
    matterId: id,
    kind: "proposal",
    change: "add",
    at: new Date(),
  } as const;
  await inTransaction(db, (tx) =>
    applyGroup(
      tx,
      SUPPORT_PLUGS,
      people.map((personId) => ({ ...support, personId })),
    ),
  );
  const letters = () =>
    db.selectFrom("mail").select(["subject", "body", "person_id"]).where("matter_id", "=", id).execute();
  // To its author, its supporters, and the office.
  await expect.poll(async () => (await letters()).length, { timeout: 30_000 }).toBeGreaterThanOrEqual(52);
  for (const { subject, body } of await letters()) {
    const words = `${subject}\n${body}`;
    expect(words).toContain(title);
    expect(words.replaceAll(title, "")).not.toMatch(/\{\{|\}\}/);
  }
  await page.goto("/demo/outbox");
  expect(await page.locator("main").innerText()).toContain(title);
});

test("F18: no excerpt is cut through an emoji", async () => {
  const text = fixture("F18-emoji-at-the-cut.txt");
  const { id, title } = await publish({ body: text });
  const [whole = ""] = /^가+/.exec(text) ?? [];
  const excerpts = {
    card: await cardOf(id),
    description: await descriptionOf(id),
    search: (await hitOf(title, id))?.snippet ?? "",
  };
  for (const [where, excerpt] of Object.entries(excerpts)) {
    expect([where, excerpt.isWellFormed(), excerpt.includes("\ufffd")]).toEqual([where, true, false]);
    const cut = excerpt.replace(/…$/, "");
    expect([where, text.startsWith(cut)]).toEqual([where, true]);
    // Before the emoji, or after it.
    expect([where, [...cut].length >= [...whole].length || /^가+$/.test(cut)]).toEqual([where, true]);
  }
  expect(await shownAt(`/proposals/${id}`, ".prose")).toBe(text);
});

test("F24: the counter counts what is seen, not what a Mac sends", async () => {
  const title = fixture("F24-nfd-title.txt");
  expect(title).not.toBe(title.normalize("NFC"));
  await page.goto("/proposals/new");
  await page.locator("#draft-title").fill(title);
  const count = page.locator(".form-group", { has: page.locator("#draft-title") }).locator(".form-count");
  expect(await count.innerText()).toMatch(/(^|\D)66(\D|$)/);
});

describe("F25: a middle dot, however it was typed", () => {
  const cases = fixture("F25-araea.txt")
    .split("\n")
    .flatMap((line) => {
      const [, title = "", queries = ""] = /^제목: (.+) → 질의 (.+)$/.exec(line) ?? [];
      return [...queries.matchAll(/"([^"]+)"/g)].map(([, query = ""]) => [title, query] as const);
    });
  const made = new Map<string, number>();
  beforeAll(async () => {
    for (const [title] of cases) if (!made.has(title)) made.set(title, (await publish({ title })).id);
  });

  test("there are three of them", () => expect(cases).toHaveLength(3));

  test.each(cases)("%s is found by %s, on the page and by the API", async (title, query) => {
    const hit = await hitOf(query, made.get(title) ?? 0);
    expect(hit?.title).toBe(title);
    const answer = await fetch(`${city.portal.url}/api/v1/search?${new URLSearchParams({ q: query })}`);
    const { items } = await answer.json();
    expect(items.map((item: { title: string }) => item.title)).toContain(title);
  });
});

test("F29: an opinion in Arabic is laid out from the right", async () => {
  const forum = `/forums/${city.forum}`;
  const writer = await signIn(city.portal.url, "citizen-730");
  await writer.form(forum, { intent: "opinion", stance: "other", body: fixture("F29-rtl.txt") });
  await page.goto(forum);
  const opinion = page.locator(".opinion-body", { hasText: fixture("F29-rtl.txt").slice(0, 12) }).first();
  expect(await opinion.evaluate((element) => getComputedStyle(element).direction)).toBe("rtl");
});

test("F30: a tower of marks in a title makes no page wider than the screen", async () => {
  const { id } = await publish({ title: fixture("F30-combining-title.txt") });
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ["/proposals?sort=newest", `/proposals/${id}`]) {
    await page.goto(path);
    expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, 320]);
  }
});
