import { mergeSmall } from "#app/platform/merge-small.ts";
import {
  type AnswerCounts,
  BREAKDOWNS,
  type BreakdownBy,
  type BreakdownShown,
  type GroupShown,
  type PollDefinition,
  type PollQuestion,
  type PollShown,
  type QuestionShown,
} from "#db/tables/poll-definition.ts";
import { questionsOf } from "./definition.ts";
import { binOf, binsOf } from "./number-bins.ts";
import { ownValue } from "./own-value.ts";
import type { Tally } from "./tally.ts";

/** Fewer people are not shown by themselves, and not counted by themselves while others can see the totals move. */
export const FEWEST_TOGETHER = 5;

/** What a tally shows while a poll is open: totals alone. No I/O. */
export function totalsOf(definition: Pick<PollDefinition, "pages">, tally: Tally): PollShown {
  return {
    participants: tally.all.ballots,
    questions: questionsOf(definition).map((question) => questionShown(question, tally)),
    breakdowns: [],
  };
}

/**
 * The result of a poll, all of it. No I/O.
 *
 * In each breakdown every group that is shown has the ballots of five people at least, and five people's answers to the
 * question or none; a question that fewer than five answered has no groups at all, whoever they are of. Groups with fewer
 * stand together; where they are fewer than five even so, the next larger one joins them, because everybody knows the total
 * and could take the others from it. A question's groups are unions of the breakdown's own: so what two questions show of one
 * breakdown says nothing of a part of a group either.
 *
 * Of a roll one person has a ballot for each entry that they act for: those are one of five.
 */
export function resultOf(definition: Pick<PollDefinition, "pages">, tally: Tally): PollShown {
  return {
    ...totalsOf(definition, tally),
    breakdowns: BREAKDOWNS.filter((by) => isWhole(by, tally)).map((by) =>
      breakdownOf(by, questionsOf(definition), tally),
    ),
  };
}

/** Units are those of a roll, where all who took part are in it with theirs. */
function isWhole(by: BreakdownBy, { all, groups }: Tally): boolean {
  if (by !== "unit") return true;
  const ballots = Object.values(groups.unit).reduce((sum, cell) => sum + cell.ballots, 0);
  return all.ballots > 0 && ballots === all.ballots;
}

function questionShown(question: PollQuestion, { all, pairs }: Tally): QuestionShown {
  const { id } = question;
  const { answered = 0, people = 0, counts = {} } = ownValue(all.questions, id) ?? {};
  const shown = { id, answered, counts: completed(question, binned(question, counts)) };
  switch (question.type) {
    case "ranking":
      return { ...shown, pairs: ownValue(pairs, id) ?? {} };
    case "rating":
      return { ...shown, ...middleOf(counts) };
    case "number":
      // Of so few, or of one, it is their own figures.
      return { ...shown, ...middleOf(people < FEWEST_TOGETHER ? {} : counts) };
    default:
      return shown;
  }
}

/** The values of a number stand among others: by itself a figure could be somebody's, and there would be ever more. */
function binned(question: PollQuestion, counts: AnswerCounts): AnswerCounts {
  if (question.type !== "number") return counts;
  const bins: AnswerCounts = {};
  for (const [value, times] of Object.entries(counts)) {
    const bin = binOf(question, Number(value));
    bins[bin] = (bins[bin] ?? 0) + times;
  }
  return bins;
}

/** With a zero for every choice, step of a scale or part of a range that nobody took. */
function completed(question: PollQuestion, counts: AnswerCounts): AnswerCounts {
  return Object.fromEntries(answersTo(question).map((answer) => [answer, ownValue(counts, answer) ?? 0]));
}

function answersTo(question: PollQuestion): string[] {
  switch (question.type) {
    case "rating": {
      const { min, max } = question;
      return Array.from({ length: max - min + 1 }, (_, step) => String(min + step));
    }
    case "number":
      return binsOf(question);
    case "text":
      return [];
    default:
      return question.choices.map(({ id }) => id);
  }
}

/** Mean and median of values by how often they were given; null where none was. */
function middleOf(counts: AnswerCounts): { mean: number | null; median: number | null } {
  const rising = Object.entries(counts)
    .map(([value, times]) => ({ value: Number(value), times }))
    .sort((a, b) => a.value - b.value);
  const total = rising.reduce((sum, { times }) => sum + times, 0);
  if (total === 0) return { mean: null, median: null };
  const mean = rising.reduce((sum, { value, times }) => sum + value * times, 0) / total;
  const at = (place: number): number => {
    let passed = 0;
    for (const { value, times } of rising) {
      passed += times;
      if (place < passed) return value;
    }
    return rising.at(-1)?.value ?? 0;
  };
  const median = (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2;
  return { mean: Math.round(mean * 100) / 100, median };
}

/** A group as it may be shown: of one bucket, or of several that stand together. */
interface Part {
  of: string | null;
  buckets: string[];
}

function breakdownOf(by: BreakdownBy, questions: readonly PollQuestion[], tally: Tally): BreakdownShown {
  const cells = tally.groups[by];
  const ballotsOf = (bucket: string) => ownValue(cells, bucket)?.ballots ?? 0;
  const whole = Object.keys(cells)
    .filter((bucket) => ballotsOf(bucket) > 0)
    .map((bucket): Part => ({ of: bucket, buckets: [bucket] }));
  const base = merged(whole, { ballotsOf, peopleOf: (bucket) => ownValue(cells, bucket)?.people ?? 0 });
  return {
    by,
    questions: questions.map((question) => {
      const { id } = question;
      // They would be those of one group, by its name, or all together what the totals say anyway.
      if ((ownValue(tally.all.questions, id)?.people ?? 0) < FEWEST_TOGETHER) return { id, groups: [] };
      const cellOf = (bucket: string) => ownValue(ownValue(cells, bucket)?.questions ?? {}, id);
      const answeredOf = (bucket: string) => cellOf(bucket)?.answered ?? 0;
      const peopleOf = (bucket: string) => cellOf(bucket)?.people ?? 0;
      const groups = merged(base, { ballotsOf: answeredOf, peopleOf }).map(({ of, buckets }): GroupShown => {
        const counts: AnswerCounts = {};
        for (const bucket of buckets)
          for (const [answer, times] of Object.entries(cellOf(bucket)?.counts ?? {}))
            counts[answer] = (counts[answer] ?? 0) + times;
        const sum = (of: (bucket: string) => number) =>
          buckets.reduce((total, bucket) => total + of(bucket), 0);
        return {
          of,
          participants: sum(ballotsOf),
          answered: sum(answeredOf),
          counts: completed(question, counts),
        };
      });
      return { id, groups };
    }),
  };
}

/** Those of enough people by themselves, in the order of their buckets, and the others together at the end. */
function merged(
  parts: readonly Part[],
  { ballotsOf, peopleOf }: Record<"ballotsOf" | "peopleOf", (bucket: string) => number>,
): Part[] {
  const some = parts.flatMap(({ buckets }, place) => {
    const sum = (of: (bucket: string) => number) => buckets.reduce((total, bucket) => total + of(bucket), 0);
    // Where nobody answered, nobody is told from anybody.
    return sum(ballotsOf) > 0 ? [[place, sum(peopleOf)] as const] : [];
  });
  const { shown } = mergeSmall(
    new Map(some.map(([place, people]) => [String(place), people])),
    FEWEST_TOGETHER,
  );
  const small = new Set(some.flatMap(([place]) => (shown.has(String(place)) ? [] : [place])));
  const stands = (place: number) => !small.has(place);
  const alone = parts.filter((part, place) => stands(place) && part.of !== null);
  const together = parts.filter((part, place) => !stands(place) || part.of === null);
  const [only] = together;
  const ordered = alone.toSorted((a, b) => ((a.of ?? "") < (b.of ?? "") ? -1 : 1));
  if (!only) return ordered;
  // The small ones of all ballots, and enough of them answered.
  if (together.length === 1) return [...ordered, only];
  return [...ordered, { of: null, buckets: together.flatMap(({ buckets }) => buckets) }];
}
