import type { AppLoadContext } from "@remix-run/node";
import { AGE_BANDS } from "#app/domain/kinds/poll/age-band.ts";
import type { PollView, QuestionView } from "#app/domain/kinds/poll/read-poll.ts";
import type { PollResults } from "#app/domain/kinds/poll/read-results.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import { translator } from "#app/i18n/server.ts";
import { BREAKDOWNS, type BreakdownBy, type QuestionShown } from "#db/tables/poll-definition.ts";

/** An answer and how often it was given. */
export interface AnswerRow {
  answer: string;
  label: string;
  count: number;
}

/** Values of a number stand in so many steps at most. */
const MOST_STEPS = 12;

/** The breakdown that an address asks for; what it says wrongly counts as not said. */
export const breakdownAsked = (url: URL): BreakdownBy | null =>
  BREAKDOWNS.find((one) => one === url.searchParams.get("by")) ?? null;

/** The results of a poll as their page shows them, in the reader's language. */
export function resultsPageOf(
  poll: PollView,
  results: PollResults,
  by: BreakdownBy | null,
  { directory, language }: AppLoadContext,
) {
  const questions = poll.pages.flatMap((page) => page.questions);
  const labels = labelsOf(directory, language);
  const t = translator(language, directory.space.kind);
  const groupLabel = (of: string | null): string => {
    if (of === null) return t("polls:breakdown.together");
    if (by === "district") return of === "" ? t("polls:breakdown.elsewhere") : (labels.district(of) ?? of);
    const band = by === "age" ? AGE_BANDS.find((one) => one === of) : undefined;
    if (band !== undefined) return t(`polls:age.${band === "" ? "unknown" : band}`);
    return of;
  };
  const breakdown = results.breakdowns.find((one) => one.by === by);
  return {
    id: poll.id,
    title: poll.title,
    state: poll.state,
    officeName: poll.officeName[language],
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
            label: groupLabel(of),
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

/** Each choice in the order in which it was asked, each step of a scale, or the values of a number in steps. */
function rowsOf(question: QuestionView, counts: QuestionShown["counts"]): AnswerRow[] {
  const { choices, type } = question;
  if (choices) return choices.map(({ id, title }) => ({ answer: id, label: title, count: counts[id] ?? 0 }));
  if (type === "text") return [];
  const values = Object.entries(counts)
    .map(([value, count]) => ({ value: Number(value), count }))
    .sort((a, b) => a.value - b.value);
  if (type === "rating" || values.length <= MOST_STEPS)
    return values.map(({ value, count }) => ({ answer: String(value), label: String(value), count }));
  return steps(values);
}

/** Values in steps of one width, from the lowest that was given to the highest. */
function steps(values: readonly { value: number; count: number }[]): AnswerRow[] {
  const [low, high] = [values[0]?.value ?? 0, values.at(-1)?.value ?? 0];
  const width = Math.ceil((high - low + 1) / MOST_STEPS);
  const count = Math.ceil((high - low + 1) / width);
  return Array.from({ length: count }, (_, step) => {
    const [from, to] = [low + step * width, Math.min(high, low + (step + 1) * width - 1)];
    return {
      answer: String(from),
      label: from === to ? String(from) : `${from}–${to}`,
      count: values.reduce((sum, one) => (one.value >= from && one.value <= to ? sum + one.count : sum), 0),
    };
  });
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
