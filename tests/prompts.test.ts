import { describe, expect, test } from "vitest";
import { editOf, type TextTool } from "#app/components/write/text-marks.ts";
import { joinAnswers, NO_ANSWERS, splitBody } from "#app/domain/kinds/proposal/prompts.ts";
import { markdownToHtml } from "#app/platform/markdown.ts";

const HEADINGS = {
  ko: { problem: "지금의 문제", wish: "바라는 점", helps: "도움을 받는 사람" },
  en: { problem: "What is wrong", wish: "What I would like", helps: "Whom it would help" },
};
const split = (body: string) => splitBody(body, HEADINGS, ["ko", "en"]);

describe("the answers to three questions", () => {
  const answers = { problem: "앉을 곳이\n\n없습니다.", wish: "- 의자\n- 그늘", helps: "어르신" };

  test("are one text and come back from it, in the language of its headings", () => {
    for (const language of ["ko", "en"] as const) {
      const body = joinAnswers(answers, HEADINGS[language]);
      expect(split(body)).toEqual({ language, answers });
      expect(markdownToHtml(body).match(/<h3/g)).toHaveLength(3);
    }
  });

  test("may be some of them: what is not answered has no heading", () => {
    const body = joinAnswers({ ...NO_ANSWERS, wish: " 의자 \n" }, HEADINGS.ko);
    expect(body).toBe("## 바라는 점\n\n의자");
    expect(split(body)?.answers).toEqual({ ...NO_ANSWERS, wish: "의자" });
    expect(joinAnswers(NO_ANSWERS, HEADINGS.ko)).toBe("");
  });

  test("a heading of ours typed into an answer changes nothing of the text", () => {
    const body = joinAnswers({ ...NO_ANSWERS, problem: "하나\n\n## 바라는 점\n\n둘" }, HEADINGS.ko);
    expect(split(body)?.answers).toEqual({ problem: "하나", wish: "둘", helps: "" });
    expect(joinAnswers(split(body)?.answers ?? NO_ANSWERS, HEADINGS.ko)).toBe(body);
  });

  const ko = joinAnswers(answers, HEADINGS.ko);
  test.each([
    ["what was written freely", "앉을 곳이 없습니다."],
    ["words before the first heading", `머리말\n\n${ko}`],
    ["another order", "## 바라는 점\n\n의자\n\n## 지금의 문제\n\n없음"],
    ["a heading twice", "## 바라는 점\n\n의자\n\n## 바라는 점\n\n그늘"],
    ["a heading without an answer", "## 지금의 문제\n\n없음\n\n## 바라는 점"],
    ["two languages", "## 지금의 문제\n\n없음\n\n## What I would like\n\na bench\n\n## 바라는 점"],
    ["other blanks", ko.replace("\n\n", "\n")],
    ["other marks", ko.replace("## ", "# ")],
    ["nothing", ""],
  ])("%s is no answer to them", (what, body) => {
    const found = split(body);
    // Two languages: the other's heading is part of an answer, where the text is made the same by it.
    if (found) expect([what, joinAnswers(found.answers, HEADINGS[found.language])]).toEqual([what, body]);
    else expect(found).toBeUndefined();
    if (what !== "two languages") expect(found).toBeUndefined();
  });
});

describe("the toolbar", () => {
  /** The text after a tool was used; `[` and `]` stand around what is selected, before and after. */
  const use = (tool: TextTool, marked: string): string => {
    const start = marked.indexOf("«");
    const value = marked.replace(/[«»]/g, "");
    const end = marked.indexOf("»") - 1;
    const edit = editOf(tool, value, start, end, { bold: "굵은 글씨", link: "링크 이름" });
    const text = value.slice(0, edit.start) + edit.text + value.slice(edit.end);
    const [from, to] = edit.select.map((at) => edit.start + at);
    return `${text.slice(0, from)}«${text.slice(from, to)}»${text.slice(to)}`;
  };

  test.each<[TextTool, string, string]>([
    ["bold", "앉을 «곳»이 없습니다", "앉을 **«곳»**이 없습니다"],
    ["bold", "앉을 « 곳 »이", "앉을  **«곳»** 이"],
    ["bold", "우리«동네» 정류장", "**«우리동네»** 정류장"],
    ["bold", "우리동«»네", "**«우리동네»**"],
    ["bold", "앞 «» 뒤", "앞 **«굵은 글씨»** 뒤"],
    ["bold", "앉을 **«곳»**이", "앉을 «곳»이"],
    ["bold", "앉을 «**곳**»이", "앉을 «곳»이"],
    ["bold", "«하나\n- 둘\n\n셋»", "«**하나**\n- **둘**\n\n**셋**»"],
    ["list", "하«»나\n둘", "- 하나«»\n둘"],
    ["list", "«하나\n\n둘»", "«- 하나\n\n- 둘»"],
    ["list", "«- 하나\n- 둘»", "«하나\n둘»"],
    ["list", "«하나\n»둘", "- 하나«»\n둘"],
    ["list", "«»", "- «»"],
    ["quote", "가\n나«»", "가\n> 나«»"],
    ["heading", "«»가\n나", "## 가«»\n나"],
    ["link", "«시청 누리집» 참고", "[시청 누리집](«https://») 참고"],
    ["link", "«»", "[링크 이름](«https://»)"],
    ["link", "«https://example.kr»", "[«링크 이름»](https://example.kr)"],
  ])("%s: %s becomes %s", (tool, before, after) => {
    expect(use(tool, before)).toBe(after);
  });

  test("makes what the page shows so", () => {
    expect(markdownToHtml(use("bold", "우리«동네»은 좋다").replace(/[«»]/g, ""))).toContain(
      "<strong>우리동네</strong>",
    );
    expect(markdownToHtml(use("list", "«하나\n둘»").replace(/[«»]/g, "")).match(/<li/g)).toHaveLength(2);
  });
});
