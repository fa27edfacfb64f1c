import type { PollView, QuestionView } from "#app/domain/kinds/poll/read-poll.ts";
import type { PollResults } from "#app/domain/kinds/poll/read-results.ts";
import type { QuestionShown } from "#db/tables/poll-definition.ts";

/** An answer and how often it was given. */
export interface AnswerRow {
  answer: string;
  label: string;
  count: number;
}

/** What came of each question, in the order and the language in which a page or a paper shows it. */
export function questionResults(poll: PollView, results: PollResults) {
  return poll.pages
    .flatMap((page) => page.questions)
    .flatMap((question) => {
      const shown = results.questions.find(({ id }) => id === question.id);
      if (!shown) return [];
      return [
        {
          question,
          shown,
          id: question.id,
          type: question.type,
          title: question.title,
          unit: question.unit,
          answered: shown.answered,
          rows: answerRows(question, shown.counts),
          mean: shown.mean ?? null,
          median: shown.median ?? null,
          groups: shown.groups ?? null,
        },
      ];
    });
}

/** Each choice in the order in which it was asked, each step of a scale, or the parts of a number's range. */
export function answerRows(question: QuestionView, counts: QuestionShown["counts"]): AnswerRow[] {
  const { choices, type } = question;
  if (choices) return choices.map(({ id, title }) => ({ answer: id, label: title, count: counts[id] ?? 0 }));
  if (type === "text") return [];
  return Object.entries(counts)
    .map(([answer, count]) => ({ answer, bounds: answer.split("..").map(Number), count }))
    .sort(({ bounds: [a = 0] }, { bounds: [b = 0] }) => a - b)
    .map(({ answer, bounds, count }) => ({ answer, label: bounds.join("–"), count }));
}
