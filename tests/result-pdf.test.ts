import { describe, expect, test } from "vitest";
import { makeResult, type ResultPdf } from "#app/platform/result-pdf.ts";
import { drawnIn } from "./support/pdf-signs.ts";

const RESULT: ResultPdf = {
  language: "ko",
  kind: "설문·투표 결과",
  title: "평화로를 어떻게 바꿀까요?",
  summary: null,
  facts: [["주관 부서", "교통정책과"]],
  questions: [
    {
      heading: "1. 가장 먼저 할 일",
      notes: ["12명이 답했습니다."],
      heads: ["답", "명", "비율"],
      rows: [
        { label: "보도 넓히기", count: "12", share: "100%", part: 1 },
        { label: "자전거길", count: "0", share: "0%", part: 0 },
      ],
      tables: [],
    },
  ],
  sections: [{ heading: "공개 기록", paragraphs: ["a".repeat(64)] }],
  footer: "한울시",
};
const many = <T>(count: number, of: (place: number) => T) => Array.from({ length: count }, (_, at) => of(at));
const drawn = async (change: Partial<ResultPdf> = {}) => drawnIn(await makeResult({ ...RESULT, ...change }));

describe("the paper of a result", () => {
  test("has all of a short one on a page", async () => {
    const { signs, pages } = await drawn();
    for (const sign of "설문평화로교통정책과보도넓히기공개기록한울시100%")
      expect(signs, sign).toContain(sign);
    expect(pages).toBe(1);
  });

  test.each([
    [
      "thirty questions of fifty choices",
      {
        questions: many(30, () => ({
          ...RESULT.questions[0],
          heading: "물음",
          notes: [],
          heads: RESULT.questions[0]?.heads ?? ["", "", ""],
          rows: many(50, (at) => ({ label: `고름 ${at}`, count: "1", share: "2%", part: 0.02 })),
          tables: [],
        })),
      },
      [40, 80],
    ],
    [
      "a reply of ten pages",
      { sections: [{ heading: "답변", paragraphs: many(60, () => "가나다 라마바 ".repeat(80)) }] },
      [10, 30],
    ],
    ["a word without an end", { sections: [{ heading: "답변", paragraphs: ["끝".repeat(9_000)] }] }, [3, 8]],
    [
      "long choices and titles",
      {
        title: "긴 제목 ".repeat(20),
        questions: [
          {
            heading: "물음 ".repeat(100),
            notes: [],
            heads: ["답", "명", "비율"],
            rows: many(10, () => ({ label: "긴 답 ".repeat(50), count: "1", share: "1%", part: 0 })),
            tables: [],
          },
        ],
      },
      [2, 3],
    ],
  ] satisfies [string, Partial<ResultPdf>, [number, number]][])(
    "%s goes over pages, to its end",
    async (_, change, [least, most]) => {
      const { signs, pages } = await drawn({ ...change, footer: "밑줄" });
      expect(pages).toBeGreaterThanOrEqual(least);
      expect(pages).toBeLessThanOrEqual(most);
      for (const sign of "밑줄") expect(signs).toContain(sign);
    },
  );

  test("a table by groups has all its columns, those that do not fit in a table of their own", async () => {
    const questions = [
      {
        heading: "물음",
        notes: [],
        heads: RESULT.questions[0]?.heads ?? ["", "", ""],
        rows: [{ label: "답", count: "1", share: "1%", part: 0 }],
        tables: [
          {
            heading: "지역별",
            heads: ["지역", ...many(9, (at) => `ⓐⓑⓒⓓⓔⓕⓖⓗⓘ`.charAt(at))],
            rows: many(40, () => ({
              label: "가람구",
              cells: many(9, (at) => ({ count: `${at}`, share: "1%" })),
            })),
          },
        ],
      },
    ];
    const { signs, pages } = await drawn({ questions, sections: [], facts: [], kind: "", footer: "" });
    expect(pages).toBe(4);
    // Seven columns fit: their table goes over two pages, as that of the other two does.
    for (const sign of "ⓐⓖⓗⓘ") expect(signs, sign).toContain(sign);
  });

  test("what its font has no sign for is named", async () => {
    const { signs } = await drawn({
      title: "나무 🌳",
      questions: [],
      sections: [],
      facts: [],
      kind: "",
      footer: "",
    });
    for (const sign of "U+1F333") expect(signs).toContain(sign);
  });
});
