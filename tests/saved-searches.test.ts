import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { publishProposal } from "#app/domain/kinds/proposal/publish-proposal.ts";
import { DOCUMENT_READERS } from "#app/domain/kinds.ts";
import { tellSavedSearches } from "#app/domain/notice/tell-saved-searches.ts";
import { savePreferences } from "#app/domain/person/preferences.ts";
import { MOST_SAVED_SEARCHES, saveSearch } from "#app/domain/search/saved-searches.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { facetLabels } from "#app/doors/pages/search-page.ts";
import { enqueue } from "#db/queries/jobs.ts";
import { setMailOfSearch } from "#db/queries/saved-searches.ts";
import { readSearchWords } from "#db/queries/search-words.ts";
import { inTransaction } from "#db/transaction.ts";
import type { SearchAnswer, Searcher } from "#search/engine.ts";
import { PostgresEngine } from "#search/postgres.ts";
import { indexChanges } from "#search/sync.ts";
import { signIn } from "./support/client.ts";
import { createPerson, directoryOf } from "./support/database.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** Saved searches: kept in one form, thirty a person, and told of exactly once, wherever the job is killed. */

const ORIGIN = "https://gonggam.example.kr";
const SAVED_AT = new Date("2026-03-01T00:00:00Z");
const minutes = (count: number) => new Date(SAVED_AT.getTime() + count * 60_000);

let portal: TestPortal;
let directory: Directory;
beforeAll(async () => {
  // Its own worker stays out of it: the tests say when something is indexed and told.
  portal = await startPortal({ environment: { JOBS: "elsewhere" } });
  directory = await directoryOf(portal.database.db);
});
afterAll(() => portal.stop());
beforeEach(() => portal.database.pool.query("delete from mail; delete from saved_search"));

const words = (id: number) => readSearchWords(portal.database.db, id);
const index = () => indexChanges(portal.database.db, { readers: DOCUMENT_READERS, words }, new Date());

async function publish(title: string, at: Date, category = "transport"): Promise<number> {
  const { db } = portal.database;
  const input = { title, body: "자세한 내용은 제목과 같습니다.", category, district: null };
  return publishProposal(db, directory.space.id, await createPerson(db), input, at);
}
const save = (personId: number, query: string, at = SAVED_AT) =>
  saveSearch(portal.database.db, directory, personId, query, at);
const ofSpace = async () => directory;
const tell = (at: Date, engine: Searcher = new PostgresEngine(portal.database.db, words), afterId = 0) =>
  tellSavedSearches(
    { db: portal.database.db, engine, directoryOf: ofSpace, labels: facetLabels, origin: ORIGIN },
    { afterId },
    at,
  );
/** The engine, seen at work: `onAnswer` hears each of its answers and may give another. */
function watched(onAnswer: (answer: SearchAnswer) => SearchAnswer): Searcher {
  const real = new PostgresEngine(portal.database.db, words);
  return {
    query: async (query) => onAnswer(await real.query(query)),
    search: (query) => real.search(query),
    similar: (query) => real.similar(query),
    suggest: (query) => real.suggest(query),
  };
}

async function letters(personId?: number): Promise<{ person_id: number; subject: string; body: string }[]> {
  const { rows } = await portal.database.pool.query(
    "select person_id, subject, body from mail where $1::bigint is null or person_id = $1 order by id",
    [personId ?? null],
  );
  return rows;
}

describe("the letter", () => {
  test("comes once for what is new, in the person's language, and names the search", async () => {
    const { db, pool } = portal.database;
    const person = await createPerson(db);
    await pool.query("update person set language = 'en' where id = $1", [person]);
    await publish("오래된 노면전차 제안", minutes(-5));
    await save(person, "q=노면전차&kind=proposal");
    const id = await publish("노면전차를 다시 달리게 해 주세요", minutes(2));
    await publish("전혀 다른 이야기", minutes(3));
    await index();
    await tell(minutes(10));
    await tell(minutes(80));
    const told = await letters(person);
    expect(told).toHaveLength(1);
    expect(told[0]?.subject).toBe("[Gonggam] 1 new match for your saved search “노면전차”");
    expect(told[0]?.body).toContain(`${ORIGIN}/proposals/${id}?lang=en`);
    expect(told[0]?.body).toContain(`${ORIGIN}/search?q=${encodeURIComponent("노면전차")}&kind=proposal`);
    expect(told[0]?.body).not.toContain("오래된");
  });

  test("comes at most once an hour, and the next one has all that came meanwhile", async () => {
    const person = await createPerson(portal.database.db);
    await save(person, "q=솜사탕기계");
    await publish("솜사탕기계 하나", minutes(1));
    await index();
    await tell(minutes(10));
    await publish("솜사탕기계 둘", minutes(15));
    await publish("솜사탕기계 셋", minutes(25));
    await index();
    await tell(minutes(30));
    expect(await letters(person)).toHaveLength(1);
    await tell(minutes(75));
    const [, second, ...more] = await letters(person);
    expect(more).toEqual([]);
    expect(second?.subject).toContain("2건");
  });

  test("is not written to who switched it off, and begins anew when it is switched on", async () => {
    const { db, pool } = portal.database;
    const [off, none] = [await createPerson(db), await createPerson(db)];
    await save(off, "q=물수제비");
    await save(none, "q=물수제비");
    await pool.query("update person set mail_wanted = false where id = $1", [none]);
    const { rows } = await pool.query("select id from saved_search where person_id = $1", [off]);
    const search = { spaceId: directory.space.id, id: rows[0].id, personId: off };
    await setMailOfSearch(db, { ...search, mail: false }, minutes(1));
    await publish("물수제비 대회를 열어 주세요", minutes(2));
    await index();
    await tell(minutes(10));
    await setMailOfSearch(db, { ...search, mail: true }, minutes(20));
    await tell(minutes(30));
    expect(await letters()).toEqual([]);
    await publish("물수제비 돌을 모아 주세요", minutes(40));
    await index();
    await tell(minutes(50));
    expect(await letters(off)).toHaveLength(1);
  });

  test("begins anew when the person switches all mail on again, and not when they keep it on", async () => {
    const { db } = portal.database;
    const person = await createPerson(db);
    await save(person, "q=굴렁쇠");
    const prefer = (mail: boolean, at: Date) => savePreferences(db, person, { language: "ko", mail }, at);
    await prefer(false, minutes(1));
    await publish("굴렁쇠를 굴릴 길을 내 주세요", minutes(2));
    await index();
    await prefer(true, minutes(20));
    await tell(minutes(30));
    expect(await letters(person)).toEqual([]);
    await publish("굴렁쇠 대회를 열어 주세요", minutes(40));
    await index();
    await prefer(true, minutes(45));
    await tell(minutes(50));
    expect((await letters(person)).map(({ subject }) => subject)).toEqual([
      "[공감] 저장하신 검색 ‘굴렁쇠’에 맞는 새 글 1건",
    ]);
  });

  test.each([
    ["ko", "‘제안, 교통’에 맞는 새 글 1건 이상", "새로 1건 이상"],
    ["en", "1 or more new matches for your saved search “Proposal, Transport”", "1 or more new texts"],
    ["ja", "「提案, 交通」に新着1件以上", "1件以上"],
  ])(
    "names a search without words by its filters, and says when more matched (%s)",
    async (language, ...said) => {
      const { db, pool } = portal.database;
      const person = await createPerson(db);
      await pool.query("update person set language = $2 where id = $1", [person, language]);
      await save(person, "category=transport&kind=proposal", minutes(5_000));
      await publish("달구지 길을 되살려 주세요", minutes(5_001));
      await index();
      await tell(
        minutes(5_010),
        watched(({ hits }) => ({ hits: hits.slice(0, 1), total: 250, exact: true })),
      );
      const [letter] = await letters(person);
      for (const text of said) expect(`${letter?.subject}\n${letter?.body}`).toContain(text);
      await pool.query("delete from search_document where published_at > $1", [minutes(4_999)]);
    },
  );

  test("waits for what search has not indexed yet, and leaves nothing out", async () => {
    const person = await createPerson(portal.database.db);
    await save(person, "q=해시계");
    await publish("해시계를 광장에 놓아 주세요", minutes(1));
    await index();
    // Published earlier than the second one, but search hears of it later.
    await publish("해시계 옆에 긴 의자를", minutes(4));
    await tell(minutes(10));
    expect((await letters(person))[0]?.subject).toContain("1건");
    await index();
    await tell(minutes(75));
    const told = await letters(person);
    expect(told).toHaveLength(2);
    expect(told[1]?.body).toContain("긴 의자");
    expect(told[1]?.body).not.toContain("광장에");
  });
});

describe("the job", () => {
  const QUERY = "q=모래시계";
  async function five(): Promise<number[]> {
    const people: number[] = [];
    for (let count = 0; count < 5; count += 1) {
      const person = await createPerson(portal.database.db);
      await save(person, QUERY);
      people.push(person);
    }
    await publish("모래시계를 달아 주세요", minutes(1));
    await index();
    return people;
  }

  test("killed in the middle and done again, tells everyone once", async () => {
    const people = await five();
    let asked = 0;
    const dying = watched((answer) => {
      asked += 1;
      if (asked > 2) throw new Error("killed");
      return answer;
    });
    await expect(tell(minutes(10), dying)).rejects.toThrow("killed");
    expect(await letters()).toHaveLength(2);
    await tell(minutes(11));
    await tell(minutes(12));
    expect((await letters()).map(({ person_id }) => person_id).sort()).toEqual(people.sort());
    await portal.database.pool.query("delete from matter_translation; update saved_search set mail = false");
  });

  test("run four times at once, tells everyone once", async () => {
    const people = await five();
    await Promise.all([10, 10, 11, 12].map((at) => tell(minutes(at))));
    expect(
      (await letters())
        .filter(({ person_id }) => people.includes(person_id))
        .map(({ person_id }) => person_id)
        .sort(),
    ).toEqual(people.sort());
  });
});

describe("a batch", () => {
  let asked = 0;
  const counting = watched.bind(null, (answer) => {
    asked += 1;
    return answer;
  });
  beforeEach(() => {
    asked = 0;
  });

  test("does not ask for searches for which nothing was published since they were told", async () => {
    await save(await createPerson(portal.database.db), "q=해당화", minutes(9_000));
    await tell(minutes(9_010), counting());
    expect(asked).toBe(0);
    await publish("전혀 다른 이야기", minutes(9_012));
    await index();
    await tell(minutes(9_020), counting());
    expect(asked).toBe(1);
  });

  test("is not begun while an earlier start is still on its way through the batches", async () => {
    const { db, pool } = portal.database;
    await save(await createPerson(db), "q=해당화", minutes(8_000));
    const key = "tell-saved-searches/next-batch";
    await inTransaction(db, (tx) => enqueue(tx, "tell-saved-searches", { afterId: 1 }, key));
    await tell(minutes(9_030), counting());
    expect(asked).toBe(0);
    // The way itself goes on.
    await tell(minutes(9_030), counting(), 1);
    expect(asked).toBe(1);
    // One that will be tried again much later holds up nobody.
    await pool.query(
      "select graphile_worker.reschedule_jobs(array_agg(id), run_at => now() + interval '1 hour') from graphile_worker.jobs where key = $1",
      [key],
    );
    await tell(minutes(9_030), counting());
    expect(asked).toBe(2);
  });
});

describe("keeping a search", () => {
  test("the same question is kept once, however it was asked; thirty is the end, also for forty at once", async () => {
    const { db, pool } = portal.database;
    const person = await createPerson(db);
    const kept = await save(person, "kind=proposal&q=%EB%B2%84%EC%8A%A4&sort=support&page=3");
    expect(kept).toBe(`q=${encodeURIComponent("버스")}&kind=proposal`);
    await save(person, "q=버스&kind=proposal&kind=proposal");
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) => save(person, `q=검색${index}`)),
    );
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refused).toHaveLength(40 - (MOST_SAVED_SEARCHES - 1));
    expect(refused[0]?.reason).toMatchObject({ code: "searches-full" });
    const { rows } = await pool.query("select count(*)::int as n from saved_search where person_id = $1", [
      person,
    ]);
    expect(rows[0].n).toBe(MOST_SAVED_SEARCHES);
    // One that is kept already is no new one.
    await expect(save(person, "q=버스&kind=proposal")).resolves.toBe(kept);
  });

  test("from the search page to one's own page, by plain forms", async () => {
    const { pool } = portal.database;
    const client = await signIn(portal.url, "citizen-7301");
    const saved = await client.form("/me/searches", { intent: "save", query: "q=자전거&category=transport" });
    expect(saved.headers.get("location")).toBe(
      `/search?q=${encodeURIComponent("자전거")}&category=transport`,
    );
    expect(await (await client.send("/search?q=자전거&category=transport")).text()).toContain(
      "저장한 검색입니다",
    );
    const own = await (await client.send("/me?show=searches")).text();
    expect(own).toContain("자전거");
    expect(own).toContain("교통");
    const id = String((await pool.query("select id from saved_search")).rows[0].id);
    const mail = async () => (await pool.query("select mail from saved_search where id = $1", [id])).rows;
    await client.form("/me/searches", { intent: "mail-off", search: id });
    expect(await mail()).toEqual([{ mail: false }]);

    // Another person's hands are off it.
    const other = await signIn(portal.url, "citizen-7302");
    await other.form("/me/searches", { intent: "mail-on", search: id });
    await other.form("/me/searches", { intent: "remove", search: id });
    expect(await mail()).toEqual([{ mail: false }]);

    await client.form("/me/searches", { intent: "remove", search: id });
    expect(await mail()).toEqual([]);
  });

  test.each([
    ["no question", { intent: "save", query: "" }, 422],
    ["only a sort", { intent: "save", query: "sort=date" }, 422],
    ["a category that is not there", { intent: "save", query: "category=nonsense" }, 422],
    ["too long a question", { intent: "save", query: `q=${"가".repeat(500)}` }, 422],
    ["100 kB", { intent: "save", query: `q=${"a".repeat(100_000)}` }, 422],
    ["no number", { intent: "remove", search: "1 or 1=1" }, 400],
    ["an unknown wish", { intent: "constructor", search: "1" }, 400],
  ])("%s is refused", async (_, form, status) => {
    const client = await signIn(portal.url, "citizen-7303");
    expect((await client.form("/me/searches", form)).status).toBe(status);
  });
});
