import type { AppLoadContext } from "@remix-run/node";
import type { PollView, QuestionView } from "#app/domain/kinds/poll/read-poll.ts";
import type { PollResults } from "#app/domain/kinds/poll/read-results.ts";
import { BREAKDOWNS, type BreakdownBy, type QuestionShown } from "#db/tables/poll-definition.ts";
import { pollGroupNames } from "./poll-groups.ts";

/** An answer and how often it was given. */
export interface AnswerRow {
  answer: string;
  label: string;
  count: number;
}

/** The breakdown that an address asks for; what it says wrongly counts as not said. */
export const breakdownAsked = (url: URL): BreakdownBy | null =>
  BREAKDOWNS.find((one) => one === url.searchParams.get("by")) ?? null;

/** The results of a poll as their page shows them, in the reader's language. */
export function resultsPageOf(
  poll: PollView,
  results: PollResults,
  by: BreakdownBy | null,
  context: AppLoadContext,
) {
  const questions = poll.pages.flatMap((page) => page.questions);
  const nameOf = pollGroupNames(context);
  const breakdown = results.breakdowns.find((one) => one.by === by);
  return {
    id: poll.id,
    title: poll.title,
    state: poll.state,
    officeName: poll.officeName[context.language],
    opensAt: poll.opensAt,
    closesAt: poll.closesAt,
    mayChange: poll.mayChange,
    countedAt: poll.countedAt,
    final: results.final,
    participants: results.participants,
    tookPart: results.tookPart,
    by,
    available: results.breakdowns.map((one) => one.by),
    questions: questions.flatMap((question) => {
      const shown = results.questions.find(({ id }) => id === question.id);
      if (!shown) return [];
      const groups = breakdown?.questions.find(({ id }) => id === question.id)?.groups ?? [];
      return [
        {
          id: question.id,
          type: question.type,
          title: question.title,
          unit: question.unit,
          answered: shown.answered,
          rows: rowsOf(question, shown.counts),
          mean: shown.mean ?? null,
          median: shown.median ?? null,
          groups: shown.groups ?? null,
          pairs: pairsOf(question, shown),
          parts: groups.map(({ of, participants, answered, counts }) => ({
            label: by ? nameOf(by, of) : "",
            participants,
            answered,
            rows: rowsOf(question, counts),
          })),
        },
      ];
    }),
  };
}

export type ResultsPageData = ReturnType<typeof resultsPageOf>;
export type QuestionResult = ResultsPageData["questions"][number];

/** Each choice in the order in which it was asked, each step of a scale, or the parts of a number's range. */
function rowsOf(question: QuestionView, counts: QuestionShown["counts"]): AnswerRow[] {
  const { choices, type } = question;
  if (choices) return choices.map(({ id, title }) => ({ answer: id, label: title, count: counts[id] ?? 0 }));
  if (type === "text") return [];
  return Object.entries(counts)
    .map(([answer, count]) => ({ answer, bounds: answer.split("..").map(Number), count }))
    .sort(({ bounds: [a = 0] }, { bounds: [b = 0] }) => a - b)
    .map(({ answer, bounds, count }) => ({ answer, label: bounds.join("–"), count }));
}

/** Of a ranking, how many put the row's choice before the column's; null: it is none. */
function pairsOf(question: QuestionView, { pairs }: QuestionShown) {
  if (!pairs || !question.choices) return null;
  const choices = question.choices.map(({ id, title }) => ({ id, title }));
  return choices.map(({ id, title }) => ({
    id,
    title,
    before: choices.map((other) => ({
      id: other.id,
      title: other.title,
      count: other.id === id ? null : (pairs[`${id}>${other.id}`] ?? 0),
    })),
  }));
}
