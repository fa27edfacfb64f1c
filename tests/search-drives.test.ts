import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { perform } from "#app/domain/kinds/drive/act.ts";
import type { SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { DOCUMENT_READERS, onIndexed } from "#app/domain/kinds.ts";
import { tellSavedSearches } from "#app/domain/notice/tell-saved-searches.ts";
import { saveSearch } from "#app/domain/search/saved-searches.ts";
import { refreshSearchCounts } from "#app/domain/search/sync-search.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { newestMatches, type SearchServices } from "#app/domain/views/search-public.ts";
import { readSimilar } from "#app/domain/views/similar-matters.ts";
import { suggestPublic } from "#app/domain/views/suggest.ts";
import { facetLabels } from "#app/doors/pages/search-page.ts";
import type { Filters } from "#db/search-document.ts";
import { inTransaction } from "#db/transaction.ts";
import { PostgresEngine } from "#search/postgres.ts";
import { indexChanges } from "#search/sync.ts";
import { axeFindings, launchBrowser, visit } from "./support/browser.ts";
import { signIn } from "./support/client.ts";
import { createPerson, createTestDatabase, directoryOf, type TestDatabase } from "./support/database.ts";
import { DAY, makeDrive, portalSigning, signMany, WALKING } from "./support/drive-city.ts";
import { driveOf } from "./support/drives.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** Drives in search: found from the day that they are public, as they stand; never before. */

const noWords = async () => ({ synonyms: [], stopWords: [] });
const PETITION = {
  title: "급식 알레르기 표시를 넓혀 주세요",
  request: "petition",
  target: "식품 표시",
  articles: [],
};

describe("a drive in the index", () => {
  const AT = new Date("2026-03-02T01:00:00Z");
  const minutes = (count: number) => new Date(AT.getTime() + count * 60_000);

  let database: TestDatabase;
  let services: SigningServices;
  let directory: Directory;
  let search: SearchServices;
  beforeAll(async () => {
    database = await createTestDatabase();
    const { db } = database;
    services = portalSigning(db);
    directory = await directoryOf(db);
    const engine = new PostgresEngine(db, noWords);
    search = { db, engine, words: noWords, spaceId: directory.space.id, language: "ko", now: AT };
  });
  afterAll(() => database.close());
  beforeEach(() => database.pool.query("delete from search_document; delete from search_change"));

  const index = () => indexChanges(database.db, { readers: DOCUMENT_READERS, words: noWords }, AT);
  const make = (options: Omit<Parameters<typeof makeDrive>[2], "at">) =>
    makeDrive(database.db, services, { at: AT, ...options });
  const find = (text: string, filters: Filters = {}) =>
    newestMatches(search, { text, filters, order: "date" }, 20);
  const idsOf = async (text: string, filters: Filters = {}) =>
    (await find(text, filters)).map(({ kind, id }) => `${kind}-${id}`);

  test.each([
    ["its title", "보행 안전과 걷기 좋은 길"],
    ["its reasons", "시민 제안 가운데 보행 신호"],
    ["an article", "어린이 보호구역 0.7미터"],
    ["the ordinance that it is about", "보행 안전 및 편의 증진 조례"],
    ["the name of its law", "주민조례청구"],
    ["the name of its law in another language", "ordinance petition"],
    ["the first letters of its law", "ㅈㅁㅈㄹㅊㄱ"],
  ])("is found by %s once it is certified", async (_, text) => {
    const id = await make({});
    expect(await idsOf(text)).toEqual([]);
    await index();
    expect(await idsOf(text)).toEqual([`drive-${id}`]);
  });

  test("is shown as a drive, by its kind, stage and year, and without an office", async () => {
    const content = { ...PETITION, title: "한울시장 소환투표 청구", request: "recall", targetCode: "mayor" };
    const id = await make({ statute: "recall", content });
    await make({});
    await index();
    const [item, ...others] = await find("", { kind: ["drive"], state: ["collecting"], year: ["2026"] });
    expect(others).toHaveLength(1);
    expect([item?.id, others[0]?.id]).toContain(id);
    expect(await idsOf("주민소환")).toEqual([`drive-${id}`]);
    const [recall] = await find("주민소환");
    expect(recall).toMatchObject({
      kind: "drive",
      matter: { kind: "drive", id },
      state: "collecting",
      office: null,
      publishedAt: AT.toISOString(),
      line: { kind: "drive", statute: "recall", state: "collecting", name: "주민소환" },
    });
  });

  test("a petition is not found with 99 signatures, and is with the 100th, as of that day", async () => {
    const { db } = database;
    const person = await createPerson(db);
    await saveSearch(db, directory, person, "q=알레르기", AT);
    const id = await make({ statute: "assembly-petition", content: PETITION });
    await signMany(db, services, id, 99, minutes(1), minutes(50));
    await index();
    expect(await idsOf("알레르기")).toEqual([]);
    const { rows } = await database.pool.query("select from search_document where id = $1", [id]);
    expect(rows).toEqual([]);

    const hundredth = minutes(60);
    await signMany(db, services, id, 1, hundredth, hundredth);
    await index();
    expect(await idsOf("알레르기")).toEqual([`drive-${id}`]);
    expect((await find("알레르기"))[0]?.publishedAt).toBe(hundredth.toISOString());

    // Its letter comes now, although it was certified before others that were told already.
    await tellSavedSearches(
      {
        db,
        engine: search.engine,
        directoryOf: async () => directory,
        labels: facetLabels,
        origin: "https://gonggam.example.kr",
      },
      { afterId: 0 },
      minutes(90),
    );
    const { rows: letters } = await database.pool.query("select body from mail where person_id = $1", [
      person,
    ]);
    expect(letters).toHaveLength(1);
    expect(letters[0].body).toContain(`https://gonggam.example.kr/drives/${id}?lang=ko`);
    expect(letters[0].body).toContain("청구·청원: 급식 알레르기");
  });

  test("one that is not listed is shown by no search, whatever a stale index holds", async () => {
    const { db } = database;
    const id = await make({});
    await index();
    const similar = () =>
      readSimilar(db, search.engine, { title: WALKING.title, text: WALKING.summary }, { ...search, now: AT });
    expect(await similar()).toMatchObject([{ kind: "drive", id, name: "주민조례청구", state: "collecting" }]);
    expect((await suggestPublic(search, "걷기 좋은 길")).items).toHaveLength(1);
    await db.updateTable("matter").set({ visibility: "unlisted" }).where("id", "=", id).execute();
    expect(
      await search.engine.query({
        ...search,
        text: "걷기 좋은 길",
        filters: {},
        order: "date",
        offset: 0,
        limit: 5,
      }),
    ).toMatchObject({ total: 1 });
    expect(await idsOf("걷기 좋은 길")).toEqual([]);
    expect((await suggestPublic(search, "걷기 좋은 길")).items).toEqual([]);
    expect(await similar()).toEqual([]);
  });

  test("its stage follows each act, and what ended is still found", async () => {
    const { db } = database;
    const id = await make({});
    const stages: string[] = [];
    for (const [act, actor] of [
      ["end-collecting", "clock"],
      ["hand-in", "representative"],
      ["publish-list", "clerk"],
      ["end-inspection", "clock"],
      ["grant-shortfall", "clerk"],
      ["end-shortfall", "clock"],
      ["accept", "clerk"],
      ["introduce", "clerk"],
      ["reject", "clerk"],
    ] as const) {
      await inTransaction(db, (tx) => perform(tx, id, act, actor));
      await index();
      stages.push((await find("걷기 좋은 길"))[0]?.state ?? "none");
    }
    expect(stages.join(" ")).toBe(
      "checking checking checking checking collecting checking council council decided",
    );
    const dismissed = await make({ content: { title: "두루미 쉼터 조례 제정 청구" } });
    for (const [act, actor] of [
      ["hand-in", "representative"],
      ["publish-list", "clerk"],
      ["end-inspection", "clock"],
      ["dismiss", "clerk"],
    ] as const)
      await inTransaction(db, (tx) => perform(tx, dismissed, act, actor));
    await index();
    expect(await idsOf("두루미 쉼터", { state: ["ended"] })).toEqual([`drive-${dismissed}`]);
  });

  test("the minute's job brings its signatures, by which lists are ordered", async () => {
    const { db } = database;
    const id = await make({});
    await index();
    const now = minutes(60);
    await signMany(db, services, id, 3, AT, minutes(5));
    const engines = {
      readers: DOCUMENT_READERS,
      words: noWords,
      onIndexed,
      outside: undefined,
      forgetWords() {},
      onFollowed() {},
    };
    await refreshSearchCounts(db, engines, search.spaceId, now);
    const { rows } = await database.pool.query("select support_count from search_document where id = $1", [
      id,
    ]);
    expect(rows).toEqual([{ support_count: 3 }]);
  });
});

describe("as people meet drives in search", () => {
  let portal: TestPortal;
  let browser: Browser;
  let walking: number;
  let required: number;
  /** A proposal that asks for the like. */
  let alike: number;
  const ago = (days: number) => new Date(Date.now() - days * DAY);
  beforeAll(async () => {
    [portal, browser] = await Promise.all([startPortal({ template: "demonstration" }), launchBrowser()]);
    const { db } = portal.database;
    const services = portalSigning(db);
    walking = await makeDrive(db, services, { at: ago(20) });
    required = (await driveOf(db, walking)).required;
    await makeDrive(db, services, { at: ago(2), statute: "assembly-petition", content: PETITION });
    await signMany(db, services, walking, 12, ago(20), ago(1));
    const author = await signIn(portal.url, "citizen-8102");
    const draft = { title: "느린 걸음에 맞춘 보행 신호", body: WALKING.summary, category: "transport" };
    alike = (await (await author.json("/api/v1/proposals", "POST", draft)).json()).id;
    const found = async () => {
      const asked = new URLSearchParams({ q: "느린 걸음 보행 신호" });
      const { items } = await (await fetch(`${portal.url}/api/v1/search?${asked}`)).json();
      return items.map((item: { id: number }) => item.id);
    };
    await vi.waitFor(
      async () => expect(await found()).toEqual(expect.arrayContaining([walking, alike])),
      60_000,
    );
  });
  afterAll(async () => {
    await browser.close();
    await portal.stop();
  });

  test.each([
    ["with JavaScript", true],
    ["without JavaScript", false],
  ])("the page narrows to drives and says how far each has come, %s", async (_, javaScript) => {
    for (const width of [375, 1280]) {
      const { page, context, complaints } = await visit(browser, portal.url, { javaScript, width });
      await page.goto(`/search?${new URLSearchParams({ q: "걷기 좋은 길" })}`);
      if (width < 1024) await page.getByText("조건으로 좁히기").click();
      await page.getByRole("checkbox", { name: /^청구·청원/ }).check();
      if (!javaScript) await page.getByRole("button", { name: "적용" }).press("Enter");
      await page.waitForURL(/kind=drive/);
      const hit = page.locator(".search-hit").filter({ hasText: WALKING.title });
      await hit.waitFor();
      const text = await hit.innerText();
      for (const part of ["주민조례청구", "서명 받는 중", "12명 서명", "필요한 수", "일 남음", "시작"])
        expect(text).toContain(part);
      if (javaScript) expect(await axeFindings(page)).toEqual([]);
      await hit.getByRole("link").press("Enter");
      await page.waitForURL(`${portal.url}/drives/${walking}`);
      expect(complaints).toEqual([]);
      await context.close();
    }
  });

  test("no page, suggestion or feed tells of a petition before its first number", async () => {
    const q = new URLSearchParams({ q: "급식 알레르기 표시" });
    for (const path of [
      "/search",
      "/search/feed",
      "/search/suggestions",
      "/api/v1/search",
      "/api/v1/search/suggestions",
    ])
      expect(await (await fetch(`${portal.url}${path}?${q}`)).text(), path).not.toContain("넓혀 주세요");
  });

  test("the box offers a drive by the name of its law, the feed and the API tell of it", async () => {
    const asked = new URLSearchParams({ q: "주민조례청구 걷기 좋은" });
    const { items } = await (await fetch(`${portal.url}/search/suggestions?${asked}`)).json();
    expect(items).toContainEqual(
      expect.objectContaining({ kind: "drive", id: walking, to: `/drives/${walking}`, supportCount: 12 }),
    );
    expect(await (await fetch(`${portal.url}/search/feed?${asked}`)).text()).toContain(
      `청구·청원: ${WALKING.title}`,
    );
    const body = await (await fetch(`${portal.url}/api/v1/search?${asked}&state=collecting`)).json();
    expect(body.items).toContainEqual(
      expect.objectContaining({
        id: walking,
        matter: walking,
        state: "collecting",
        drive: expect.objectContaining({ kind: "ordinance-petition", state: "collecting", required }),
      }),
    );
    expect(body.facets.kind).toContainEqual({ value: "drive", count: expect.any(Number) });
  });

  test("who writes the same as a proposal is shown the drive, and so is who applies for another", async () => {
    const client = await signIn(portal.url, "citizen-8101");
    const draft = { title: WALKING.title, body: WALKING.summary };
    const { items } = await (await client.json("/proposals/similar", "POST", draft)).json();
    expect(items[0]).toMatchObject({ kind: "drive", id: walking, state: "collecting", required });

    const { page, context } = await visit(browser, portal.url, { login: "citizen-8101", javaScript: false });
    await page.goto("/drives/new");
    await page
      .getByRole("button", { name: /주민조례청구/ })
      .first()
      .press("Enter");
    await page.waitForURL(/\/drives\/applications\/\d+/);
    await page.getByLabel("제목").fill(WALKING.title);
    await page.getByLabel("조례 이름").fill(WALKING.target);
    await page.getByLabel("분야").selectOption({ label: "교통" });
    await page.getByLabel("한눈에 보는 요지").fill(WALKING.summary);
    await page.getByRole("button", { name: "저장하고 다음" }).press("Enter");
    const panel = page.getByRole("region", { name: "비슷한 안건이 이미 있습니다" });
    await panel.getByRole("link", { name: `이 청구에 서명하기: ${WALKING.title}` }).waitFor();
    for (const path of [page.url(), `/drives/${walking}`]) {
      // A page each: one that is left for the next complains of what it was still fetching.
      const scripted = await visit(browser, portal.url, { login: "citizen-8101" });
      await scripted.page.goto(path);
      expect(await axeFindings(scripted.page), path).toEqual([]);
      expect(scripted.complaints).toEqual([]);
      await scripted.context.close();
    }
    await context.close();
  });

  test("a drive's page shows what is related to it", async () => {
    const related = async (path: string) => {
      const page = await (await fetch(`${portal.url}${path}`)).text();
      const from = page.indexOf('id="related-matters"');
      return from === -1 ? "" : page.slice(from, page.indexOf("</main>"));
    };
    await expect.poll(() => related(`/drives/${walking}`)).toContain(`href="/proposals/${alike}"`);
    // What is asked for at the wrong address is not remembered for the right one.
    expect((await fetch(`${portal.url}/drives/${alike}`)).status).toBe(404);
    await expect.poll(() => related(`/proposals/${alike}`)).toContain(`href="/drives/${walking}"`);
  });
});
