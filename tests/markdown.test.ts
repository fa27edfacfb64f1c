import { describe, expect, test } from "vitest";
import { markdownToHtml, markdownToPlain, plainExcerpt } from "#app/platform/markdown.ts";

/** What the page shows: its text nodes, white space single. */
const shown = (html: string) =>
  html
    .replace(/<[^>]*>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim();
const typed = (text: string) => text.replace(/\s+/g, " ").trim();
const tagsIn = (html: string) => [...html.matchAll(/<(?!\/)(?!p\b|br\b)(\w+)/g)].map(([, tag]) => tag);

/** Nothing in it was meant as a mark: it is shown letter by letter, in excerpts and for search too. */
const AS_TYPED: [string, string][] = [
  [
    "hidden names and numbers",
    "담당자 홍*동(010-****-1234), 김*수(010-****-5678). 김**씨와 이**씨가 다투었습니다. 칸 수는 3*4*5입니다.",
  ],
  ["names hidden at both ends", "부산 **구 **동의 **시장에서 일하던 상인 김**가 박**에게 맡겼습니다."],
  ["a company and a person", "당시 **수협 조합장이던 김**와 지도상무 박**이 왔습니다."],
  ["numbers in halves", "번호 010-**-1234와 02-**-5678, 범어동 ***-**번지, Lee**-**park"],
  ["names in signs", "감사실 ○**은 (**단장)과 「이**」, 최** 씨를"],
  [
    "dates",
    "2024. 3. 1. 민원 접수\n2024. 4. 2. 답변 받음\n2024. 5. 3. 다시 접수\n\n3. 셋째 요구\n5. 다섯째 요구",
  ],
  ["numbers in brackets", "1) 하나\n3) 셋\n\n10. 열"],
  ["a reference that would vanish", "[요청]: 횡단보도설치"],
  [
    "references below a text",
    "통학로가 위험합니다.\n\n[출처]: 통계청자료\n[1]: https://stat.hanul.example.kr/2024",
  ],
  ["ornaments", "* * *\n- 끝 -\n* 주의 *\n----\n====\n>_<\n#1 과제\n#\n>"],
  [
    "ornaments of a text whose lines were lost",
    "* 청원 취지 * 존경하는 시장님\n# 청원 내용 # 첫째\n# 요지 #\n* 3 * 4",
  ],
  ["a hidden word in quotation marks", "그들을 **라고 부르고 '**'라는 말과 (\"**\"), ‘**’라는 말을"],
  ["a line below a line", "제목\n---\n다음\n===="],
  ["waves, quotation marks, underscores", "안녕~~ 반가워요~~ `그래` __넵__ _네_ *음* ¯\\_(ツ)_/¯"],
  ["entities, tags, backslashes", "A&amp;B &nbsp; <b>굵게</b> <!-- x --> C:\\*.* \\10,000"],
  ["brackets that are no address", "[별표](1)과 [서식](별지 2)"],
  ["an address without a text", "[](https://a.example.kr) [\u3164](https://a.example.kr)"],
  ["an address in signs of percent", "https://a.example.kr/%EC%9E%90%EB%A3%8C"],
];

describe("what nobody meant as a mark", () => {
  test.each(AS_TYPED)("%s", (_, text) => {
    const html = markdownToHtml(text);
    expect(shown(html)).toBe(typed(text));
    expect(tagsIn(html).filter((tag) => tag !== "a")).toEqual([]);
    expect(markdownToPlain(text)).toBe(typed(text));
    expect(plainExcerpt(text, "markdown", 10_000)).toBe(typed(text));
  });
});

const boldIn = (text: string) =>
  [...markdownToHtml(text).matchAll(/<strong>(.*?)<\/strong>/g)].map(([, words]) => words);

test.each([
  [
    "저는 **'안전'**을 원합니다. **시민(주민)**은 **「도로법」**에 따라 **50%**가 **중요!**합니다.",
    ["'안전'", "시민(주민)", "「도로법」", "50%", "중요!"],
  ],
  ["**앉을 곳**이 없습니다.", ["앉을 곳"]],
  ['(**강조**), "**강조**", 🚨**긴급**🚨 「**안전**」', ["강조", "강조", "긴급", "안전"]],
  ["하나는 **굵게**\n김**씨는 그대로", ["굵게"]],
  ["**'안전'**, **“안전”**, **「안전」**", ["'안전'", "“안전”", "「안전」"]],
  ["**住民**は **大切！**です", ["住民", "大切！"]],
  ["**두 줄에\n걸친** 것", []],
])("bold before a particle: %s", (text, expected) => {
  expect(boldIn(text)).toEqual(expected);
});

test("what the editor teaches is markup", () => {
  const html = markdownToHtml(
    "## 지금\n\n- 첫째 - 하나\n- 둘째\n\n* 셋째\n\n> 옮긴 글\n\n[글](https://a.example.kr/x)",
  );
  expect(tagsIn(html)).toEqual(["h3", "ul", "li", "li", "ul", "li", "blockquote", "a"]);
  expect(shown(html)).toBe("지금 첫째 - 하나 둘째 셋째 옮긴 글 글");
});

const linksIn = (text: string) =>
  [...markdownToHtml(text).matchAll(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/g)].map(([, href, words]) => [
    href,
    words,
  ]);
const HANUL = "https://hanul.example.kr";

test.each<[string, string[]]>([
  [
    `${HANUL}/proposals/12에서 볼 수 있고, ${HANUL}/proposals/12를 참고하세요.`,
    ["/proposals/12", "/proposals/12"],
  ],
  [`${HANUL}/12입니다만, (${HANUL}/12)에서 ${HANUL}/12.`, ["/12", "/12", "/12"]],
  [`${HANUL}에서 ${HANUL}/에서 ${HANUL}/index.html을`, ["", "/", "/index.html"]],
  [`${HANUL}/proposals/12をご覧ください。`, ["/proposals/12"]],
  [`**${HANUL}/x**은`, ["/x"]],
])("a link ends before a particle: %s", (text, paths) => {
  expect(linksIn(text)).toEqual(paths.map((path) => [HANUL + path, HANUL + path]));
  expect(shown(markdownToHtml(text))).toBe(typed(text.replaceAll("**", "")));
});

test("what belongs to an address stays in it", () => {
  const words = ["/wiki/대한민국", "/2024년_선거", "/가나/b", "/x?q=신호등", "/a.b/12가/3"];
  expect(linksIn(words.map((word) => HANUL + word).join(" ")).map(([, text]) => text)).toEqual(
    words.map((word) => HANUL + word),
  );
});

test("an address of mail ends before a particle too", () => {
  expect(linksIn("문의: help@hanul.go.kr로 보내 주세요.")).toEqual([
    ["mailto:help@hanul.go.kr", "help@hanul.go.kr"],
  ]);
});

test("nothing runs", () => {
  for (const text of [
    "[x](javascript:alert(1))",
    "javascript:alert(1)",
    "[x](data:text/html,x)",
    "[x](//a.kr)",
  ])
    expect(linksIn(text)).toEqual([]);
});

test("an imported text is text", () => {
  const text =
    "## 제목\n- 하나\n> 둘\n**굵게** [글](https://a.example.kr/x)를\n2019. 7. 1. 접수\n[출처]: 없음";
  const html = markdownToHtml(text, "text");
  expect(shown(html)).toBe(typed(text));
  expect([...new Set(tagsIn(html))]).toEqual(["a"]);
  expect(markdownToPlain(text, "text")).toBe(typed(text));
});

test("each paragraph runs in its own direction", () => {
  const html = markdownToHtml("مرحبا بكم في المدينة، نريد معبرا (12)!\n\n- 하나\n\n> 둘");
  expect(html.match(/<(?:p|li|blockquote) dir="auto">/g)).toHaveLength(4);
});

test.each(["😀", "👩‍👩‍👧‍👦", "🇰🇷", "e\u0301", "👍🏽"])("an excerpt is not cut within %s", (character) => {
  for (let before = 110; before <= 121; before += 1) {
    const excerpt = plainExcerpt(`${"가".repeat(before)}${character}${"나".repeat(50)}`);
    const [, end] = /^가+(.*)…$/u.exec(excerpt) ?? [];
    expect([true, before]).toEqual([end === "" || end?.startsWith(character) === true, before]);
  }
});
