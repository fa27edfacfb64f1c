import { describe, expect, test } from "vitest";
import enGroup from "#app/i18n/en/group.ts";
import en from "#app/i18n/en.ts";
import { GLOSSARY } from "#app/i18n/glossary.ts";
import jaGroup from "#app/i18n/ja/group.ts";
import ja from "#app/i18n/ja.ts";
import koGroup from "#app/i18n/ko/group.ts";
import ko from "#app/i18n/ko.ts";
import { translator } from "#app/i18n/server.ts";
import { LANGUAGES } from "#app/i18n/settings.ts";

/** Every text says the portal's terms as the glossary has them, and Korean particles fit the words before them. */
const TEXTS = { ko: [ko, koGroup], en: [en, enGroup], ja: [ja, jaGroup] };

function textsOf(texts: unknown, path: string): [path: string, text: string][] {
  if (typeof texts === "string") return [[path, texts]];
  if (typeof texts !== "object" || texts === null) return [];
  return Object.entries(texts).flatMap(([key, value]) =>
    textsOf(value, path === "" ? key : `${path}.${key}`),
  );
}

describe.each(LANGUAGES)("texts in %s", (language) => {
  const texts = textsOf(TEXTS[language], "");

  test("are all there", () => {
    expect(texts.length).toBeGreaterThan(2000);
  });

  test.each(GLOSSARY.map(({ says, not }) => [says[language], not[language]] as const))(
    "say %s",
    (says, not) => {
      const sound = says.toLowerCase();
      expect(texts.some(([, text]) => text.toLowerCase().includes(sound))).toBe(true);
      if (not) expect(texts.filter(([, text]) => not.test(text))).toEqual([]);
    },
  );
});

test("a particle is never left to the reader", () => {
  const left = textsOf(TEXTS.ko, "").filter(([, text]) =>
    /\}\}[’”)]?(은\(는\)|이\(가\)|을\(를\)|과\(와\)|\(으\)로)/.test(text),
  );
  expect(left).toEqual([]);
});

describe("a particle", () => {
  test.each([
    ["시장", "시장이"],
    ["교통정책과", "교통정책과가"],
    ["도시계획국", "도시계획국이"],
    ["시장(권한대행)", "시장(권한대행)이"],
    ["교통과".normalize("NFD"), `${"교통과".normalize("NFD")}가`],
    ["제3팀", "제3팀이"],
    ["민원 1", "민원 1이"],
    ["민원 2", "민원 2가"],
    ["GTX", "GTX가"],
    ["KTM", "KTM이"],
    ["市長", "市長이(가)"],
    ["공원 🌳", "공원 🌳이(가)"],
  ])("after the office %s", (office, said) => {
    const letter = translator("ko")("mail:reply.subject", { title: "제안", office });
    expect(letter).toContain(`${said} 답변했습니다`);
  });

  test.each([
    ["밤에도 밝은 골목", "‘밤에도 밝은 골목’을 원안"],
    ["작은 도서관을 더 늘리자", "‘작은 도서관을 더 늘리자’를 원안"],
    ["{{office}} 옆 통학로", "‘{{office}} 옆 통학로’를 원안"],
    ["도서관을 열자!", "‘도서관을 열자!’를 원안"],
  ])("after the title %s", (title, said) => {
    expect(translator("ko")("mail:drive.adopted.body", { title })).toContain(said);
  });

  test.each([
    ["서울", "‘서울’로 찾기"],
    ["놀이터", "‘놀이터’로 찾기"],
    ["도서관", "‘도서관’으로 찾기"],
    ["버스 7", "‘버스 7’로 찾기"],
    ["버스 3", "‘버스 3’으로 찾기"],
  ])("after what is searched for, %s", (query, said) => {
    expect(translator("ko")("search:box.correction", { query })).toBe(said);
  });
});
