import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, signIn } from "./support/client.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** The operator's words: who may change them, what is refused, and that search hears of it. */

const PATH = "/operator/search-words";
const DONE = `${PATH}?done=1`;

let portal: TestPortal;
let admin: Client;
beforeAll(async () => {
  portal = await startPortal();
  admin = await signIn(portal.url, "admin");
});
afterAll(() => portal.stop());

const groups = async (): Promise<{ id: number; words: string[] }[]> =>
  (await portal.database.pool.query("select id, words from synonym_group order by id")).rows;
const lastGroup = async () => (await groups()).at(-1);

async function found(text: string): Promise<number> {
  const answer = await fetch(`${portal.url}/api/v1/search?q=${encodeURIComponent(text)}`);
  return (await answer.json()).items.length;
}

test("a new city begins with words of a city's life", async () => {
  const all = await groups();
  expect(all.length).toBeGreaterThanOrEqual(40);
  expect(all.some(({ words }) => words.includes("횡단보도") && words.includes("横断歩道"))).toBe(true);
  const page = await (await admin.send(PATH)).text();
  expect(page).toContain("횡단보도");
});

test("a synonym that is added, changed or taken out is heard by search", async () => {
  const author = await signIn(portal.url, "citizen-7201");
  const draft = {
    title: "동네에 빨래방을 열어 주세요",
    body: "겨울 이불을 빨 곳이 없습니다.",
    category: "other",
  };
  expect((await author.json("/api/v1/proposals", "POST", draft)).status).toBe(201);
  await expect.poll(() => found("빨래방")).toBe(1);
  expect(await found("코인세탁소")).toBe(0);

  const added = await admin.form(PATH, { intent: "add-group", words: " 코인세탁소,빨래방 , 코인세탁소" });
  expect(added.headers.get("location")).toBe(DONE);
  const group = await lastGroup();
  expect(group?.words).toEqual(["코인세탁소", "빨래방"]);
  await expect.poll(() => found("코인세탁소")).toBe(1);

  const id = String(group?.id);
  const change = { intent: "change-group", group: id, words: "세탁편의점\n빨래방" };
  expect((await admin.form(PATH, change)).headers.get("location")).toBe(DONE);
  await expect.poll(() => found("세탁편의점")).toBe(1);
  await expect.poll(() => found("코인세탁소")).toBe(0);

  await admin.form(PATH, { intent: "remove-group", group: id });
  await expect.poll(() => found("세탁편의점")).toBe(0);
  // Somebody else took it out meanwhile: changing it says so, taking it out again is as wished.
  expect((await admin.form(PATH, change)).status).toBe(409);
  expect((await admin.form(PATH, { intent: "remove-group", group: id })).status).toBe(302);
});

test("stop words are added several at once and taken off one by one", async () => {
  const added = await admin.form(PATH, { intent: "add-stop-words", stopWords: "아무튼, 아무래도 아무튼" });
  expect(added.status).toBe(302);
  const rows = () =>
    portal.database.pool.query("select word from stop_word where word like '아무%' order by word");
  expect((await rows()).rows).toEqual([{ word: "아무래도" }, { word: "아무튼" }]);
  await admin.form(PATH, { intent: "remove-stop-word", word: "아무튼" });
  expect((await rows()).rows).toEqual([{ word: "아무래도" }]);
});

describe("what is refused leaves everything as it was", () => {
  const tooMany = Array.from({ length: 21 }, (_, index) => `말${index}`).join(",");
  test.each([
    ["one word", { intent: "add-group", words: "자전거" }, 422],
    ["the same word twice", { intent: "add-group", words: "Bus, bus" }, 422],
    ["nothing", { intent: "add-group", words: "" }, 422],
    ["marks", { intent: "add-group", words: "!!!, ???" }, 422],
    ["too many", { intent: "add-group", words: tooMany }, 422],
    ["a word too long", { intent: "add-group", words: `짧은 말, ${"긴".repeat(41)}` }, 422],
    ["a long field", { intent: "add-group", words: "가,".repeat(10_000) }, 422],
    ["control characters", { intent: "add-group", words: "가\u0000, 나" }, 422],
    ["no group's number", { intent: "change-group", group: "1; drop table", words: "가, 나" }, 400],
    ["no stop word", { intent: "add-stop-words", stopWords: " , " }, 422],
    ["an unknown wish", { intent: "constructor", words: "가, 나" }, 400],
  ])("%s", async (_, form, status) => {
    const before = await groups();
    const answer = await admin.form(PATH, form);
    expect(answer.status).toBe(status);
    expect(await groups()).toEqual(before);
  });

  test("the five hundred and first group", async () => {
    const { pool } = portal.database;
    await pool.query(`insert into synonym_group (space_id, words, changed_at)
      select 1, array['가' || n, '나' || n], now() from generate_series((select count(*) from synonym_group) + 1, 500) n`);
    const answer = await admin.form(PATH, { intent: "add-group", words: "하나, 둘" });
    expect(answer.status).toBe(409);
    expect((await groups()).length).toBe(500);
  });
});

test("nobody but the operator reads or changes them", async () => {
  for (const login of ["citizen-7202", "moderator", "officer-transport"]) {
    const client = await signIn(portal.url, login);
    expect((await client.send(PATH)).status, login).toBe(403);
    expect((await client.form(PATH, { intent: "add-group", words: "가, 나" })).status, login).toBe(403);
  }
  const visitor = await fetch(`${portal.url}${PATH}`, { redirect: "manual" });
  expect(visitor.headers.get("location")).toContain("/auth/sign-in");
});
