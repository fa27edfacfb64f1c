import { describe, expect, test } from "vitest";
import { sharedQuestions } from "#app/domain/kinds/poll/compare.ts";
import type { AnswerCounts, PollQuestion } from "#db/tables/poll-definition.ts";

const single = (id: string, title: string, choices: Record<string, string>): PollQuestion => ({
  id,
  type: "single",
  title: { ko: title },
  required: true,
  drawnOrder: false,
  choices: Object.entries(choices).map(([choice, ko]) => ({ id: choice, title: { ko } })),
});
const rating = (id: string, max: number): PollQuestion => ({
  id,
  type: "rating",
  title: { ko: "만족하시나요?" },
  required: true,
  min: 1,
  max,
});

const poll = (...asked: [PollQuestion, number, AnswerCounts][]) => ({
  definition: { pages: [{ questions: asked.map(([question]) => question) }] },
  shown: { questions: asked.map(([{ id }, answered, counts]) => ({ id, answered, counts })) },
});

const SPRING = poll([single("q1", "무엇이 먼저인가요?", { c1: "그늘", c2: "의자" }), 30, { c1: 10, c2: 20 }]);
const AUTUMN = poll([
  single("x", "무엇이  먼저인가요? ", { a: "의자", b: "그늘", c: "물" }),
  8,
  { a: 1, b: 2, c: 5 },
]);

describe("polls that ask the same", () => {
  test("stand beside one another by the words of questions and choices, whatever their ids and order", () => {
    expect(sharedQuestions([SPRING, AUTUMN])).toEqual([
      {
        title: { ko: "무엇이 먼저인가요?" },
        type: "single",
        answered: [30, 8],
        mean: [null, null],
        rows: [
          { label: { ko: "그늘" }, counts: [10, 2] },
          { label: { ko: "의자" }, counts: [20, 1] },
          { label: { ko: "물" }, counts: [null, 5] },
        ],
      },
    ]);
  });

  test("each poll's counts are at its place, also beside one that asks something else", () => {
    const other = poll([single("q9", "언제가 좋은가요?", { m: "아침" }), 3, { m: 3 }]);
    const [shared, ...more] = sharedQuestions([SPRING, other, AUTUMN]);
    expect(more).toEqual([]);
    expect(shared?.answered).toEqual([30, null, 8]);
    expect(shared?.rows[2]).toEqual({ label: { ko: "물" }, counts: [null, null, 5] });
  });

  test.each([
    ["other words", poll([single("q1", "무엇이 나중인가요?", { c1: "그늘", c2: "의자" }), 1, {}])],
    [
      "no choice of the same words",
      poll([single("q1", "무엇이 먼저인가요?", { c1: "물", c2: "빛" }), 1, {}]),
    ],
    ["another type", poll([{ ...rating("q1", 5), title: { ko: "무엇이 먼저인가요?" } }, 1, {}])],
    [
      "two choices of the same words, of which either could be meant",
      poll([
        single("q1", "무엇이 먼저인가요?", { c1: "그늘", c2: " 그늘", c3: "의자" }),
        3,
        { c1: 1, c2: 1, c3: 1 },
      ]),
    ],
    ["results that are not shown yet", { ...AUTUMN, shown: null }],
  ])("%s: nothing in common", (_, other) => expect(sharedQuestions([SPRING, other])).toEqual([]));

  test("numbers are the same in the same unit alone", () => {
    const title = { ko: "얼마나 걸리나요?" };
    const of = (unit?: string) => {
      const minutes: PollQuestion = { id: "q", type: "number", title, required: true, min: 0, max: 100 };
      return poll([unit ? { ...minutes, unit: { ko: unit } } : minutes, 1, { "0..10": 1 }]);
    };
    expect(sharedQuestions([of("분"), of("시간")])).toEqual([]);
    expect(sharedQuestions([of("분"), of()])).toEqual([]);
    expect(sharedQuestions([of("분"), of("분 ")])).toHaveLength(1);
  });

  test("scales are the same with the same ends alone", () => {
    const of = (max: number) => poll([rating("q", max), 2, { "1": 2 }]);
    expect(sharedQuestions([of(5), of(7)])).toEqual([]);
    expect(sharedQuestions([of(3), of(3)])[0]?.rows).toEqual([
      { label: "1", counts: [2, 2] },
      { label: "2", counts: [0, 0] },
      { label: "3", counts: [0, 0] },
    ]);
  });
});
