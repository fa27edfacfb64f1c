import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DocumentKey, keyOf, MAX_HITS, MAX_QUERY_LENGTH, type SearchQuery } from "#search/engine.ts";
import { cityDocuments, searchDocument } from "./support/search-documents.ts";
import { facetsOf, TEST_ENGINES, type TestEngine } from "./support/search-engines.ts";

/** What every engine must do; each keeps its own promises about speed in `npm run bench -- search`. */
describe.each(Object.entries(TEST_ENGINES))("the %s engine", (_name, make) => {
  let it: TestEngine;

  beforeAll(async () => {
    it = await make();
    await it.put(cityDocuments(it.spaceId));
  });
  afterAll(() => it?.discard());

  const query = (text: string, more: Partial<SearchQuery> = {}) =>
    it.engine.query({
      spaceId: it.spaceId,
      text,
      filters: {},
      order: "relevance",
      offset: 0,
      limit: 10,
      ...more,
    });
  const keys = async (text: string, more: Partial<SearchQuery> = {}): Promise<DocumentKey[]> =>
    (await query(text, more)).hits.map(keyOf);
  const suggest = (text: string) =>
    it.engine.suggest({ spaceId: it.spaceId, text, language: "ko", limit: 5 });

  const page = (text: string) =>
    it.engine.search({
      spaceId: it.spaceId,
      text,
      filters: {},
      order: "relevance",
      offset: 0,
      limit: 5,
    });

  describe("finds", () => {
    test.each([
      ["the words of a title", "횡단보도 신호등 설치", "proposal-1"],
      ["with another particle", "횡단보도의 신호등이", "proposal-1"],
      ["with another ending", "신호 시간을 늘리자", "proposal-2"],
      ["without spaces", "반려견놀이터", "proposal-3"],
      ["with spaces too many", "반려 견 놀이 터", "proposal-3"],
      ["with a wrong letter", "반려견 놀이토", "proposal-3"],
      ["with a wrong letter in a short word", "가로둥", "proposal-10"],
      ["with a wrong letter in its only word", "횡당보도", "proposal-1"],
      ["half a word", "전동킥보", "proposal-4"],
      ["a syllable that is half typed", "전동킥볻", "proposal-4"],
      ["words in another order", "놀이터 공원 반려견", "proposal-3"],
      ["initial consonants", "ㅎㄷㅂㄷ", "proposal-1"],
      ["initial consonants with spaces", "ㅂㄹㄱ ㄴㅇㅌ", "proposal-3"],
      ["a synonym", "건널목 신호등", "proposal-1"],
      ["a synonym of two words", "electric scooter 주차", "proposal-4"],
      ["a title in another language", "parking zones", "proposal-4"],
      ["a title in Japanese", "駐輪場", "proposal-4"],
      ["an English title", "night bus", "proposal-6"],
      ["words of the text", "유모차", "proposal-4"],
      ["words of title and text together", "도서관 퇴근", "proposal-5"],
      ["a word of one syllable", "물", "proposal-10"],
      ["an opinion", "야간 근무자", "opinion-8"],
      ["a reply", "백 곳을 올해", "reply-9"],
      ["a forum", "심야 순환버스", "forum-7"],
      ["a drive by its text", "제방 공사 계약", "drive-11"],
      ["a drive by the name of its law", "주민소환", "drive-11"],
      ["a drive by the first letters of its law", "ㅈㅁㅅㅎ", "drive-11"],
      ["with a stop word that nothing has", "도서관 관련", "proposal-5"],
      ["with courtesy that nothing has", "반려견 놀이터 부탁드립니다", "proposal-3"],
      ["in full-width and capital letters", "ＮＩＧＨＴ Bus", "proposal-6"],
    ])("%s: %s", async (_what, text, wanted) => {
      expect(await keys(text)).toContain(wanted);
    });

    test("first what has it in the title, then what has it in the text", async () => {
      expect((await keys("전동킥보드 주차 구역")).slice(0, 2)).toEqual(["proposal-4", "reply-9"]);
    });

    test("the exact title first, with a score near 1", async () => {
      const { hits } = await query("골목길 가로등이 너무 어두워요");
      expect(hits[0] && keyOf(hits[0])).toBe("proposal-10");
      expect(hits[0]?.score).toBeGreaterThan(0.95);
      for (const { score } of hits) expect(score).toBeLessThanOrEqual(1);
    });

    test.each(["양자컴퓨터", "zebra", "ㅋㅋㅋㅋ", "!!!", "😀", "♥", "   !"])(
      "nothing for %s",
      async (text) => {
        expect(await query(text)).toEqual({ hits: [], total: 0, exact: true });
      },
    );

    test("a Latin word by its beginning, not by letters that it happens to have", async () => {
      expect(await keys("sta")).toContain("proposal-6");
      expect(await keys("tation")).not.toContain("reply-9");
    });
  });

  describe("lists", () => {
    test("everything without a text, by date", async () => {
      const { hits, total, exact } = await query(" ", { limit: 20 });
      expect({ total, exact }).toEqual({ total: 11, exact: true });
      expect(hits.map(keyOf).slice(0, 2)).toEqual(["proposal-10", "reply-9"]);
      expect(hits.map(keyOf).at(-1)).toBe("proposal-5");
    });

    test("by support, with and without a text", async () => {
      expect((await keys("", { order: "support" })).slice(0, 2)).toEqual(["proposal-4", "reply-9"]);
      expect(await keys("횡단보도", { order: "support" })).toEqual(["proposal-1", "proposal-2"]);
    });

    test("by date with a text", async () => {
      expect(await keys("횡단보도", { order: "date" })).toEqual(["proposal-2", "proposal-1"]);
    });

    test.each<[string, SearchQuery["filters"], string[]]>([
      ["a kind", { kind: ["forum", "reply"] }, ["reply-9", "forum-7"]],
      ["a drive's stage", { state: ["collecting"] }, ["drive-11"]],
      ["a category", { category: ["environment"] }, ["proposal-3"]],
      ["a district and a year", { district: ["south"], year: ["2025"] }, ["proposal-5"]],
      ["a state", { state: ["answered", "will-do"] }, ["reply-9", "proposal-4"]],
      ["an office", { office: ["transport"] }, ["reply-9"]],
      ["no value at all", { office: [], kind: ["forum"] }, ["forum-7"]],
      ["a value that is none", { year: ["x' or '1'='1"] }, []],
    ])("what %s lets through", async (_what, filters, wanted) => {
      const { hits, total } = await query("", { filters });
      expect(hits.map(keyOf)).toEqual(wanted);
      expect(total).toBe(wanted.length);
    });

    test("what a filter and a text let through", async () => {
      expect(await keys("횡단보도", { filters: { district: ["south"] } })).toEqual(["proposal-2"]);
    });

    test("only what was published after", async () => {
      const publishedAfter = new Date(Date.UTC(2026, 0, 8));
      expect(await keys("", { publishedAfter })).toEqual(["proposal-10", "reply-9"]);
      expect(await keys("전동킥보드", { publishedAfter })).toEqual(["reply-9"]);
    });

    test("pages that do not overlap and leave nothing out", async () => {
      const pages = await Promise.all([0, 3, 6, 9].map((offset) => keys("", { offset, limit: 3 })));
      expect(pages.flat()).toHaveLength(11);
      expect(new Set(pages.flat()).size).toBe(11);
      const hits = await Promise.all([0, 1, 2, 3].map((offset) => keys("설치", { offset, limit: 1 })));
      expect(hits.flat()).toEqual(await keys("설치", { limit: 4 }));
    });

    test("nothing beyond the end", async () => {
      expect(await keys("", { offset: MAX_HITS - 10, limit: 10 })).toEqual([]);
      expect(await keys("횡단보도", { offset: MAX_HITS - 10, limit: 10 })).toEqual([]);
    });
  });

  describe("counts", () => {
    const facets = (text: string, filters: SearchQuery["filters"] = {}) =>
      facetsOf(it.engine, { spaceId: it.spaceId, text, filters });

    test("every facet's values", async () => {
      const { kind, year, office, district } = await facets("");
      expect(kind).toEqual([
        { value: "proposal", count: 7 },
        { value: "drive", count: 1 },
        { value: "forum", count: 1 },
        { value: "opinion", count: 1 },
        { value: "reply", count: 1 },
      ]);
      expect(year).toEqual([
        { value: "2026", count: 10 },
        { value: "2025", count: 1 },
      ]);
      expect(office).toEqual([{ value: "transport", count: 1 }]);
      expect(district).toEqual([
        { value: "south", count: 3 },
        { value: "north", count: 2 },
      ]);
    });

    test("a facet's own filter does not narrow it, the others' do", async () => {
      const { district, category } = await facets("", { district: ["north"] });
      expect(district).toEqual([
        { value: "south", count: 3 },
        { value: "north", count: 2 },
      ]);
      expect(category).toEqual([
        { value: "environment", count: 1 },
        { value: "transport", count: 1 },
      ]);
    });

    test("what a query with that filter then finds", async () => {
      const { district, kind } = await facets("횡단보도");
      expect(kind).toEqual([{ value: "proposal", count: 2 }]);
      for (const { value, count } of district) {
        expect((await query("횡단보도", { filters: { district: [value] } })).total).toBe(count);
      }
    });

    test.each<[string, SearchQuery["filters"]]>([
      ["", {}],
      ["", { kind: ["proposal"], district: ["south"] }],
      ["설치", { category: ["transport"] }],
      ["전동킥보드", { kind: ["reply"], year: ["2026"] }],
      ["건널목", { district: ["north", "south"] }],
    ])("what the list of %j says in total, with %j", async (text, filters) => {
      const { total } = await query(text, { filters });
      const { kind, year } = await facets(text, filters);
      for (const [facet, values] of Object.entries({ kind, year })) {
        const chosen = facet === "kind" ? filters.kind : filters.year;
        const counted = values.filter(({ value }) => !chosen || chosen.includes(value));
        expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(total);
      }
    });

    test("nothing where there is nothing", async () => {
      expect(Object.values(await facets("양자컴퓨터")).flat()).toEqual([]);
      expect(Object.values(await facets("!!!")).flat()).toEqual([]);
    });
  });

  describe("suggests", () => {
    test.each([
      ["횡", "proposal-1"],
      ["횡단ㅂ", "proposal-1"],
      ["횡단볻", "proposal-1"],
      ["반려견 놀", "proposal-3"],
      ["놀이터", "proposal-3"],
      ["ㄷㅅㄱ", "proposal-5"],
      ["ㄷ", "proposal-5"],
      ["nig", "proposal-6"],
      ["가로둥이", "proposal-10"],
    ])("for %s", async (text, wanted) => {
      expect((await suggest(text)).hits.map(keyOf)).toContain(wanted);
    });

    test("first what begins with it", async () => {
      const [first] = (await suggest("전동")).hits;
      expect(first && keyOf(first)).toBe("proposal-4");
    });

    test("titles only, and no more than asked for", async () => {
      const { hits } = await it.engine.suggest({ spaceId: it.spaceId, text: "ㅈ", language: "ko", limit: 1 });
      expect(hits).toHaveLength(1);
      expect((await suggest("야간 근무자")).hits.map(keyOf)).not.toContain("opinion-8");
    });

    test.each([
      ["횡담보도", "횡단보도"],
      ["반려견 놀리터", "반려견 놀이터"],
      ["가로둥", "가로등"],
    ])("%s was meant as %s", async (text, correction) => {
      expect((await suggest(text)).correction).toBe(correction);
      expect((await page(text)).correction, "beside a page that hardly anything answers").toBe(correction);
    });

    test.each(["횡단보도", "양자컴퓨터", "ㅎㄷㅂㄷ", "", "!!!"])("no correction for %j", async (text) => {
      expect((await suggest(text)).correction).toBeNull();
      expect((await page(text)).correction).toBeNull();
    });
  });

  describe("similar", () => {
    const similar = async (title: string, text: string, more = {}) =>
      it.engine.similar({ spaceId: it.spaceId, title, text, kinds: ["proposal"], limit: 5, ...more });

    test("the same concern in other words comes first", async () => {
      const [first] = await similar(
        "초등학교 정문 횡단보도 신호등",
        "아이들이 아침마다 차를 피해 건넙니다. 보행 신호가 필요합니다.",
      );
      expect(first && keyOf(first)).toBe("proposal-1");
      expect(first?.score).toBeGreaterThan(0.4);
    });

    test("the same text has a score near 1, another concern a low one", async () => {
      const [document] = cityDocuments(it.spaceId);
      const [same, next] = await similar(document?.title ?? "", document?.text ?? "");
      expect(same?.score).toBeGreaterThan(0.95);
      expect(next?.score ?? 0).toBeLessThan(0.5);
    });

    test("not the matter itself, and only the kinds that are asked for", async () => {
      const [document] = cityDocuments(it.spaceId);
      const hits = await similar(document?.title ?? "", document?.text ?? "", { exceptMatter: 1 });
      expect(hits.map(keyOf)).not.toContain("proposal-1");
      const replies = await similar("전동킥보드 주차 구역", "", { kinds: ["reply"] });
      expect(replies.map(keyOf)).toEqual(["reply-9"]);
    });

    test("nothing for nothing", async () => {
      expect(await similar("", "")).toEqual([]);
      expect(await similar("!!!", "😀")).toEqual([]);
      expect(await similar("횡단보도", "", { kinds: [] })).toEqual([]);
    });
  });

  describe("whatever is typed", () => {
    const long = (text: string) => text.repeat(MAX_QUERY_LENGTH).slice(0, MAX_QUERY_LENGTH);
    test.each([
      ["NUL", "횡단\0보도"],
      ["half a surrogate pair", "횡단보도 \ud83d"],
      ["SQL", "'; drop table search_document; --"],
      ["a filter of Meilisearch", 'spaceId != 1 OR kind = "reply"'],
      ["quotes and minus", '"횡단보도" -신호'],
      ["LIKE signs", "%_\\%"],
      ["the longest of one syllable", long("가")],
      [
        "the longest of syllables that differ",
        Array.from({ length: MAX_QUERY_LENGTH }, (_, i) => String.fromCharCode(0xac00 + i * 53)).join(""),
      ],
      ["the longest of single consonants", long("ㅎ")],
      ["the longest of words", long("물 ")],
      ["many spaces", `${" ".repeat(100)}횡단보도`],
      ["Arabic", "ممر المشاة"],
      ["Hanja beyond the first plane", "𠀀𠀁𠀂"],
      ["decomposed Hangul", "횡단보도".normalize("NFD")],
      ["marks without letters", "\u0301\u0302"],
      ["only a vowel", "ㅏㅏ"],
      ["zero-width characters", "\u200b\u200d\ufeff"],
      ["right to left marks", "\u202e횡단보도"],
    ])("there is an answer: %s", async (_what, text) => {
      const scope = { spaceId: it.spaceId, text, filters: {} };
      const { total, hits } = await query(text);
      expect(total).toBeGreaterThanOrEqual(hits.length);
      await facetsOf(it.engine, scope);
      await suggest(text);
      await it.engine.similar({
        spaceId: it.spaceId,
        title: text,
        text: text.repeat(10),
        kinds: ["proposal"],
        limit: 5,
      });
    });

    test("decomposed Hangul finds what composed Hangul finds", async () => {
      expect(await keys("횡단보도".normalize("NFD"))).toEqual(await keys("횡단보도"));
    });

    test.each(["NUL \0 in it", "half \ud83d a pair"])(
      "a document with %j can be indexed and found",
      async (title) => {
        await it.put([searchDocument({ id: 900, spaceId: it.spaceId, title, text: title })]);
        expect(await keys(title)).toContain("proposal-900");
        await it.engine.remove([{ kind: "proposal", id: 900 }]);
      },
    );
  });

  describe("follows changes", () => {
    const id = 500;
    const title = "분수대를 다시 켜 주세요";

    test("what is put in is found, what replaces it too, what is taken out is not", async () => {
      await it.put([searchDocument({ id, spaceId: it.spaceId, title })]);
      expect(await keys("분수대")).toEqual(["proposal-500"]);
      await it.put([searchDocument({ id, spaceId: it.spaceId, title: "벤치를 놓아 주세요" })]);
      expect(await keys("분수대")).toEqual([]);
      expect(await keys("벤치")).toEqual(["proposal-500"]);
      await it.engine.remove([{ kind: "proposal", id }]);
      expect(await keys("벤치")).toEqual([]);
      expect((await suggest("벤치")).hits).toEqual([]);
      expect((await query("")).total).toBe(11);
    });

    test("again after it was taken out, and twice in one batch: the last one counts", async () => {
      const [old, now] = [title, "그네를 고쳐 주세요"].map((one) =>
        searchDocument({ id, spaceId: it.spaceId, title: one }),
      );
      if (old && now) await it.put([old, now]);
      expect(await keys("그네")).toEqual(["proposal-500"]);
      expect(await keys("분수대")).toEqual([]);
      await it.engine.remove([
        { kind: "proposal", id },
        { kind: "proposal", id },
      ]);
      expect(await keys("그네")).toEqual([]);
    });

    test("nothing to put in, nothing to take out, or what was never there", async () => {
      await it.engine.index([]);
      await it.engine.remove([]);
      await it.engine.remove([{ kind: "opinion", id: 12345 }]);
      expect((await query("")).total).toBe(11);
    });
  });

  test("a space sees only its own", async () => {
    await it.put([searchDocument({ id: 700, spaceId: it.otherSpaceId, title: "주차장 횡단보도 신호등" })]);
    const other = { spaceId: it.otherSpaceId };
    expect(await keys("횡단보도", other)).toEqual(["proposal-700"]);
    expect(await keys("", other)).toEqual(["proposal-700"]);
    expect(await keys("횡단보도")).not.toContain("proposal-700");
    expect((await suggest("주차장")).hits.map(keyOf)).not.toContain("proposal-700");
    const { kind } = await facetsOf(it.engine, { spaceId: it.otherSpaceId, text: "", filters: {} });
    expect(kind).toEqual([{ value: "proposal", count: 1 }]);
    const hits = await it.engine.similar({
      ...other,
      title: "횡단보도 신호등",
      text: "",
      kinds: ["proposal"],
      limit: 5,
    });
    expect(hits.map(keyOf)).toEqual(["proposal-700"]);
  });
});
