import { describe, expect, test } from "vitest";
import type { SearchWords } from "#db/search-document.ts";
import { analyse, coreOf } from "#search/analyse.ts";
import { nearestWord } from "#search/correct.ts";
import { distance, distanceInside } from "#search/distance.ts";
import { rarePrefix } from "#search/gram-frequencies.ts";
import { highlight, type Segment, snippet } from "#search/highlight.ts";
import { initialsOf, lettersOf } from "#search/letters.ts";
import { ACCEPTED, titleScorer } from "#search/rank.ts";
import { hasSettings, indexSettings } from "#search/settings.ts";
import { documentGrams, normalise, pairGrams, textGrams } from "#search/text.ts";

const NO_WORDS: SearchWords = { synonyms: [], stopWords: [] };

/** Of this process alone: what else runs on the machine makes it later, but hardly more. */
function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

describe("letters", () => {
  test.each([
    ["횡단보도", "ㅎㅗㅣㅇㄷㅏㄴㅂㅗㄷㅗ"],
    ["횡단볻", "ㅎㅗㅣㅇㄷㅏㄴㅂㅗㄷ"],
    ["값ㄳ", "ㄱㅏㅂㅅㄱㅅ"],
    ["bus 7", "bus 7"],
  ])("%s is typed %s", (text, letters) => expect(lettersOf(text)).toBe(letters));

  test("what is half typed is a beginning of the whole", () => {
    for (const begun of ["ㅎ", "호", "회", "횡", "횡ㄷ", "횡단ㅂ", "횡단보", "횡단볻"]) {
      expect(lettersOf("횡단보도").startsWith(lettersOf(begun))).toBe(true);
    }
  });

  test("initials, one unit for each", () => expect(initialsOf("꽃길 A1")).toBe("ㄲㄱ A1"));
});

describe("normalise", () => {
  test.each([
    ["  Ｎight—Bus!! ", "night bus"],
    ["ㅎㄷㅂㄷ", "ㅎㄷㅂㄷ"],
    ["횡단".normalize("NFD"), "횡단"],
    ["5G·통신", "5g 통신"],
    ["駐輪場。です", "駐輪場 です"],
    ["\0\ud83d😀\u200b", ""],
    ["ｶﾞｽ", "ガス"],
    ["① ㎡", "1 m2"],
  ])("%j is %j", (text, normal) => expect(normalise(text)).toBe(normal));

  test("once is enough", () => {
    for (const text of ["ﾊﾝｸﾞﾙ İstanbul ǅ ㈜가나", "a\u0301 ﷺ", "ㄱㅏ 각ᆨ"]) {
      expect(normalise(normalise(text))).toBe(normalise(text));
    }
  });
});

describe("grams", () => {
  test("pairs do not mind spaces, but for where words begin", () => {
    const [together, apart] = [pairGrams("신호등설치"), pairGrams("신호등 설치")];
    for (const gram of together) expect(apart.has(gram)).toBe(true);
    expect([...apart].filter((gram) => !together.has(gram))).toEqual(["설".charCodeAt(0)]);
  });

  test("different pairs are different numbers of 32 bits", () => {
    const units = ["가", "힣", "ㅎ", "a", "漢", "\uffef"];
    const pairs = units.flatMap((a) => units.map((b) => a + b));
    const grams = pairs.map((pair) => [...pairGrams(pair)].at(-1) ?? 0);
    expect(new Set(grams).size).toBe(pairs.length);
    for (const gram of grams) expect(gram | 0).toBe(gram);
  });

  test("a Latin word is found by its beginning", () => {
    const station = textGrams("the station");
    for (const gram of textGrams("stat"))
      if (gram !== "s".charCodeAt(0)) expect(station.has(gram)).toBe(true);
    expect([...textGrams("tation")].every((gram) => station.has(gram))).toBe(false);
  });

  test("of a document: titles by themselves, the text in all", () => {
    const grams = documentGrams({ title: "횡단보도", otherTitles: "crossing\n横断歩道", text: "신호" });
    for (const gram of pairGrams("신호")) expect(grams.text).toContain(gram);
    for (const gram of pairGrams("신호")) expect(grams.title).not.toContain(gram);
    // no pair goes from one title to the next
    expect(grams.title).not.toContain([...pairGrams("도c")].at(-1));
    expect(documentGrams({ title: "", otherTitles: "", text: "" })).toEqual({
      title: [],
      jamo: [],
      initials: [],
      text: [],
    });
  });

  test("the rarest few are enough to find what shares the rest", () => {
    const weighed = [1, 2, 3, 4, 5].map((gram) => ({ gram, weight: 1, documents: gram * 10 }));
    expect(rarePrefix(weighed, 0.5, 1000).map(({ gram }) => gram)).toEqual([1, 2, 3]);
    expect(rarePrefix(weighed, 0.5, 25).map(({ gram }) => gram)).toEqual([1]);
    expect(rarePrefix(weighed, 0.5, 0).map(({ gram }) => gram)).toEqual([1]);
    expect(rarePrefix([], 0.5, 10)).toEqual([]);
  });
});

describe("analyse", () => {
  test.each([
    ["신호등을", "신호등"],
    ["신호등에서는", "신호등"],
    ["금지해주세요", "금지"],
    ["도로", "도로"],
    ["길을", "길을"],
    ["마을", "마을"],
    ["bus", "bus"],
    ["駐輪場", "駐輪場"],
  ])("the core of %s is %s", (word, core) => expect(coreOf(word)).toBe(core));

  const cores = (text: string, words = NO_WORDS) => analyse(text, words).variants[0]?.cores;

  test("courtesy and stop words go, unless nothing remains", () => {
    expect(cores("횡단보도 설치 부탁드립니다")).toEqual(["횡단보도", "설치"]);
    expect(cores("부탁드립니다")).toHaveLength(1);
    expect(cores("버스 관련", { synonyms: [], stopWords: ["관련"] })).toEqual(["버스"]);
    expect(cores("관련", { synonyms: [], stopWords: ["관련"] })).toEqual(["관련"]);
  });

  test("a synonym, also of several words and with a particle, is another reading", () => {
    const words = { synonyms: [["전동킥보드", "electric scooter"]], stopWords: [] };
    const readings = (text: string) => analyse(text, words).variants.map((variant) => variant.text);
    expect(readings("Electric Scooter 주차")).toEqual(["electric scooter 주차", "전동킥보드 주차"]);
    expect(readings("전동 킥보드를 주차")).toEqual(["전동 킥보드를 주차", "electric scooter 주차"]);
    expect(readings("자전거")).toEqual(["자전거"]);
  });

  test("readings do not multiply without end", () => {
    const synonyms = Array.from({ length: 30 }, (_, i) => [`말${i}`, `다른${i}`, `또${i}`]);
    const text = synonyms.map(([word]) => word).join(" ");
    expect(analyse(text, { synonyms, stopWords: [] }).variants.length).toBeLessThanOrEqual(8);
  });

  test("of several groups each is followed, and a replaced word may stand in a later one", () => {
    const readings = (synonyms: string[][]) =>
      analyse("건널목을 설치", { synonyms, stopWords: [] }).variants.map(({ text }) => text);
    const [crossing, made] = [
      ["건널목", "횡단보도"],
      ["설치", "신설"],
    ];
    expect(readings([crossing, made])).toEqual([
      "건널목을 설치",
      "횡단보도 설치",
      "건널목을 신설",
      "횡단보도 신설",
    ]);
    expect(readings([crossing, ["횡단보도 설치", "보행로"]])).toContain("보행로");
  });

  test("many groups cost hardly anything once they are known", () => {
    const synonyms = Array.from({ length: 500 }, (_, i) => [`낱말${i}`, `다른 말${i}`, `constructor${i}`]);
    const words = { synonyms, stopWords: ["관련"] };
    const text = Array.from({ length: 16 }, (_, i) => `말씨${i}에서는`).join(" ");
    analyse(text, words);
    // about 1 ms each
    expect(
      cpuMs(() => {
        for (let i = 0; i < 20; i += 1) analyse(text, words);
      }) / 20,
    ).toBeLessThan(20);
  });

  test("initials only when there is nothing else", () => {
    expect(analyse("ㅎㄷㅂㄷ ㅅㅎ", NO_WORDS).initials).toBe(true);
    expect(analyse("ㅎㄷ 신호", NO_WORDS).initials).toBe(false);
    expect(analyse("ㅏ", NO_WORDS).initials).toBe(false);
    expect(analyse("!!", NO_WORDS)).toEqual({ variants: [], initials: false });
  });
});

describe("rank", () => {
  const title = "학교 앞 횡단보도에 신호등을 설치해 주세요";
  const score = (query: string, of = title) => titleScorer(analyse(query, NO_WORDS))(of, "");

  test("in this order: the same, without spaces, a typo, other words", () => {
    const typed = [
      title,
      title.replaceAll(" ", ""),
      title.replace("횡단", "횡담"),
      "횡단보도 신호",
      "공원 놀이터",
    ];
    const scores = typed.map((query) => score(query));
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores[0]).toBe(1);
    expect(scores.at(-1)).toBeLessThan(0.3);
  });

  test("words in their order before words out of it", () => {
    expect(score("횡단보도 신호등")).toBeGreaterThan(score("신호등 횡단보도"));
  });

  test("the best of the titles counts; no title is no answer", () => {
    expect(titleScorer(analyse("night bus", NO_WORDS))("심야버스", "夜間バス\nNight bus")).toBe(1);
    expect(score("횡단보도", "")).toBe(0);
  });

  test("one word with a wrong letter, however long the title is", () => {
    const long = "우리 동네 초등학교 앞 삼거리에 있는 횡단보도를 더 밝게 비추어 주시기 바랍니다";
    expect(score("횡당보도", long)).toBeGreaterThan(ACCEPTED);
    expect(score("횡단보도", long)).toBeGreaterThan(score("횡당보도", long));
    expect(score("황당보조", long)).toBeLessThan(ACCEPTED);
    expect(score("신고", "신호 체계를 바꾸어 주세요")).toBeLessThan(ACCEPTED);
  });

  test("initials: all of them, its beginning, some of it", () => {
    const [all, begin, inside] = ["ㅎㄷㅂㄷ", "ㅎㄷㅂ", "ㄷㅂㄷ"].map((query) => score(query, "횡단보도"));
    expect([all, begin, inside]).toEqual([all, begin, inside].sort((a = 0, b = 0) => b - a));
    expect(all).toBe(1);
  });
});

describe("nearest words", () => {
  test.each([
    ["ㄱㅏ", "ㄱㅏ", 0],
    ["ㄱㅏ", "ㄱㅓ", 1],
    ["abcd", "acbd", 1],
    ["abc", "", 3],
  ])("%s and %s differ in %i", (a, b, errors) => expect(distance(a, b, 9)).toBe(errors));

  test.each([
    ["abcd", "xxabcdxx", 0],
    ["abcd", "xxabdxx", 1],
    ["abcd", "xxacbdxx", 1],
    ["abcd", "", 4],
  ])("%s and the nearest piece of %j differ in %i", (word, text, errors) =>
    expect(distanceInside(word, text)).toBe(errors),
  );

  test("the nearest one, without its particle; itself when none is near", () => {
    expect(nearestWord("횡담보도", ["학교 앞 횡단보도에", "보도블록"])).toBe("횡단보도");
    expect(nearestWord("양자", ["학교 앞 횡단보도에"])).toBe("양자");
  });
});

describe("highlight", () => {
  /** Hits in brackets. */
  const shown = (segments: Segment[]) => segments.map(({ text, hit }) => (hit ? `[${text}]` : text)).join("");
  const words = { synonyms: [["횡단보도", "건널목"]], stopWords: [] };
  const bus = analyse("버스", NO_WORDS);

  test.each([
    ["신호등을", "신호등이 고장", "[신호등]이 고장"],
    ["신호등설치", "신호등 설치", "[신호등 설치]"],
    ["횡단 보도", "횡단보도에", "[횡단보도]에"],
    ["보도", "오보 도착과 보도", "오보 도착과 [보도]"],
    ["건널목", "횡단보도", "[횡단보도]"],
    ["bus", "Rebus and BUS", "Rebus and [BUS]"],
    ["물", "물이 샌 동물", "[물]이 샌 동물"],
    ["ㅎㄷㅂㄷ", "앞 횡단 보도", "앞 [횡단 보도]"],
    ["횡단ㅂ", "횡단보도", "[횡단]보도"],
    ["ｎｉｇｈｔ", "Ｎight 버스", "[Ｎight] 버스"],
    ["", "횡단보도", "횡단보도"],
    ["신호", "", ""],
    ["<b>", "<b>굵게</b>", "<[b]>굵게</[b]>"],
    ["İ", "İstanbul 버스", "İstanbul 버스"],
    ["버스", "😀버스😀", "😀[버스]😀"],
  ])("%j in %j", (query, text, wanted) => expect(shown(highlight(analyse(query, words), text))).toBe(wanted));

  test("a snippet is where most of the words are", () => {
    const text = `신호. ${"가나다라 ".repeat(60)}횡단보도에 신호등이 없습니다. ${"마바사아 ".repeat(60)}`;
    const piece = shown(snippet(analyse("횡단보도 신호등", NO_WORDS), text));
    expect(piece).toContain("[횡단보도]에 [신호등]이");
    expect(piece.startsWith("…")).toBe(true);
    expect(piece.endsWith("…")).toBe(true);
    expect(piece.length).toBeLessThan(180);
  });

  test("without a hit its beginning, on one line; nothing of nothing", () => {
    expect(shown(snippet(bus, "첫 줄\n\n둘째 줄"))).toBe("첫 줄 둘째 줄");
    expect(snippet(bus, " \n")).toEqual([]);
  });

  test("never half a character, and for little work", () => {
    const text = "😀".repeat(30_000);
    for (const { text: piece } of snippet(bus, text)) expect(piece.isWellFormed()).toBe(true);
    const many = Array.from({ length: 60 }, (_, i) => String.fromCharCode(0xac00 + i)).join("");
    expect(
      cpuMs(() => {
        snippet(analyse("버스 신호 물", NO_WORDS), "버스 신호 물 ".repeat(7_000));
        snippet(analyse(many, NO_WORDS), "버스 신호 ".repeat(8_000));
      }),
    ).toBeLessThan(1_000);
  });
});

describe("settings of Meilisearch", () => {
  const settings = (...synonyms: string[][]) => indexSettings({ synonyms, stopWords: [] });
  const full = settings(["횡단보도", "건널목", "crossing"], ["버스", "bus"]);

  test("what the server has besides is its default, but synonyms must be these and no others", () => {
    expect(hasSettings({ ...full, dictionary: [] }, full)).toBe(true);
    expect(hasSettings(full, settings(["횡단보도", "건널목", "crossing"]))).toBe(false);
    expect(hasSettings(full, settings(["횡단보도", "건널목"], ["버스", "bus"]))).toBe(false);
    expect(hasSettings(full, settings())).toBe(false);
    expect(hasSettings(settings(), full)).toBe(false);
  });

  test("any word may be a synonym, and words that are typed alike are one", () => {
    expect(settings(["constructor", "toString"]).synonyms).toEqual({
      constructor: ["tostring"],
      tostring: ["constructor"],
    });
    expect(settings(["Bus", "bus"]).synonyms).toEqual({});
  });
});
