import type { AppLoadContext } from "@remix-run/node";
import type { PollView, QuestionView } from "#app/domain/kinds/poll/read-poll.ts";
import type { PollResults } from "#app/domain/kinds/poll/read-results.ts";
import { pollGroupNames } from "#app/doors/pages/poll-groups.ts";
import { answerRows, questionResults } from "#app/doors/pages/poll-results.ts";
import { BREAKDOWNS, type BreakdownBy, type QuestionShown } from "#db/tables/poll-definition.ts";

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
    questions: questionResults(poll, results).map(({ question, shown, ...result }) => {
      const groups = breakdown?.questions.find(({ id }) => id === question.id)?.groups ?? [];
      return {
        ...result,
        pairs: pairsOf(question, shown),
        parts: groups.map(({ of, participants, answered, counts }) => ({
          label: by ? nameOf(by, of) : "",
          participants,
          answered,
          rows: answerRows(question, counts),
        })),
      };
    }),
  };
}

export type ResultsPageData = ReturnType<typeof resultsPageOf>;
export type QuestionResult = ResultsPageData["questions"][number];

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
