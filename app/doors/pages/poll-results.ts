import type { AppLoadContext } from "@remix-run/node";
import type { AnswerRow } from "#app/components/poll/answer-bars.tsx";
import type { QuestionResult } from "#app/components/poll/question-results.tsx";
import type { PollView, QuestionView } from "#app/domain/kinds/poll/read-poll.ts";
import type { PollResults } from "#app/domain/kinds/poll/read-results.ts";
import { matterPath } from "#app/domain/matter/address.ts";
import {
  BREAKDOWNS,
  type BreakdownBy,
  type PollShown,
  type QuestionShown,
} from "#db/tables/poll-definition.ts";
import { dutiesOf } from "./poll-duties.ts";
import { electorsNamed } from "./poll-electors.ts";
import { pollGroupNames } from "./poll-groups.ts";
import { turnoutSaid } from "./poll-turnout.ts";

/** The breakdown that an address asks for; what it says wrongly counts as not said. */
export const breakdownAsked = (url: URL): BreakdownBy | null =>
  BREAKDOWNS.find((one) => one === url.searchParams.get("by")) ?? null;

/**
 * What of a poll's results changes while people take part: the same for everybody.
 *
 * @param by the breakdown that is asked for
 * @throws PortalError "not-found", "not-yet"
 */
export async function resultsNow(context: AppLoadContext, id: number, by: BreakdownBy | null) {
  const { portal, directory, language } = context;
  const now = portal.clock.now();
  const { poll, results, turnout } = await portal.polls.standings.of(directory, id, language, now);
  return {
    page: resultsPageOf(poll, results, by, context),
    turnout: turnoutSaid(context, turnout),
  };
}

export type ResultsNow = Awaited<ReturnType<typeof resultsNow>>;

/** The results of a poll as their page shows them, in the reader's language. */
export function resultsPageOf(
  poll: PollView,
  results: PollResults,
  by: BreakdownBy | null,
  context: AppLoadContext,
) {
  return {
    id: poll.id,
    title: poll.title,
    state: poll.state,
    officeName: poll.officeName[context.language],
    opensAt: poll.opensAt,
    closesAt: poll.closesAt,
    mayChange: poll.mayChange,
    who: electorsNamed(poll.who, context),
    duties: dutiesOf(poll, context.language),
    countedAt: poll.countedAt,
    final: results.final,
    participants: results.participants,
    tookPart: results.tookPart,
    ...answersPageOf(poll.pages, results, by, context),
  };
}

export type ResultsPageData = ReturnType<typeof resultsPageOf>;

/** What was answered, as a page shows it. */
export function answersPageOf(
  pages: PollView["pages"],
  shown: PollShown,
  by: BreakdownBy | null,
  context: AppLoadContext,
) {
  const nameOf = pollGroupNames(context);
  const breakdown = shown.breakdowns.find((one) => one.by === by);
  return {
    by,
    available: shown.breakdowns.map((one) => one.by),
    questions: pages
      .flatMap((page) => page.questions)
      .flatMap((question): QuestionResult[] => {
        const result = shown.questions.find(({ id }) => id === question.id);
        if (!result) return [];
        const { id, type, title, unit } = question;
        const groups = breakdown?.questions.find((one) => one.id === id)?.groups ?? [];
        return [
          {
            id,
            type,
            title,
            unit,
            answered: result.answered,
            rows: rowsOf(question, result.counts),
            mean: result.mean ?? null,
            median: result.median ?? null,
            groups: result.groups ?? null,
            pairs: pairsOf(question, result),
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

/** Each choice in the order in which it was asked, each step of a scale, or the parts of a number's range. */
function rowsOf(question: QuestionView, counts: QuestionShown["counts"]): AnswerRow[] {
  const { choices, type } = question;
  if (choices)
    return choices.map(({ id, title, picture, proposal }) => ({
      answer: id,
      label: title,
      picture,
      count: counts[id] ?? 0,
      ...(proposal !== null && { to: matterPath("proposal", proposal) }),
    }));
  if (type === "text") return [];
  return Object.entries(counts)
    .map(([answer, count]) => ({ answer, bounds: answer.split("..").map(Number), count }))
    .sort(({ bounds: [a = 0] }, { bounds: [b = 0] }) => a - b)
    .map(({ answer, bounds, count }) => ({ answer, label: bounds.join("–"), picture: null, count }));
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
