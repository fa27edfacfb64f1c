import { z } from "zod";
import {
  type AnswerCounts,
  BREAKDOWNS,
  type BreakdownBy,
  type PollDefinition,
  type PollQuestion,
} from "#db/tables/poll-definition.ts";
import type { Answer, Answers } from "./answers.ts";
import { questionsOf } from "./definition.ts";
import { binOf } from "./number-bins.ts";
import { ownValue } from "./own-value.ts";

/** How often each answer was given by some people. */
interface Cell {
  ballots: number;
  /** By question. */
  questions: Record<string, { answered: number; counts: AnswerCounts }>;
}

/** What ballots add up to; nothing of it is of one ballot. */
export interface Tally {
  all: Cell;
  groups: Record<BreakdownBy, Record<string, Cell>>;
  /** Of each ranking, how many put the one before the other: `A>B`. */
  pairs: Record<string, Record<string, number>>;
}

/** What a ballot is broken down by. */
export type Facts = Record<BreakdownBy, string>;

const counts = z.record(z.string(), z.number());
const cell = z.object({
  ballots: z.number(),
  questions: z.record(z.string(), z.object({ answered: z.number(), counts })),
});
const cells = z.record(z.string(), cell);
const tallySchema = z.object({
  all: cell,
  groups: z.object({ district: cells, age: cells, day: cells }),
  pairs: z.record(z.string(), counts),
});

const emptyCell = (): Cell => ({ ballots: 0, questions: {} });

export const emptyTally = (): Tally => ({
  all: emptyCell(),
  groups: { district: {}, age: {}, day: {} },
  pairs: {},
});

/** @throws for what is none */
export const readTally = (text: string): Tally => tallySchema.parse(JSON.parse(text));

/** Adds ballots to a tally, or takes them out of it; every ballot in it was read against the same definition. */
export class Counter {
  readonly #questions: PollQuestion[];

  constructor(
    definition: Pick<PollDefinition, "pages">,
    readonly tally: Tally = emptyTally(),
  ) {
    this.#questions = questionsOf(definition);
  }

  /**
   * @param facts left out: it is in no breakdown
   * @param by -1 takes out what was added before
   */
  add(answers: Answers, facts?: Facts, by: 1 | -1 = 1): void {
    const { all, groups, pairs } = this.tally;
    const cells = facts ? BREAKDOWNS.map((name) => cellOf(groups[name], facts[name])) : [];
    all.ballots += by;
    for (const one of cells) one.ballots += by;
    for (const question of this.#questions) {
      const answer = ownValue(answers, question.id);
      if (answer === undefined) continue;
      count(all, question.id, countedAs(question, answer), by);
      for (const one of cells) count(one, question.id, groupedAs(question, answer), by);
      if (question.type === "ranking" && Array.isArray(answer)) {
        const known = ownValue(pairs, question.id) ?? {};
        pairs[question.id] = known;
        addPairs(known, question.choices, answer, by);
      }
    }
  }
}

function cellOf(cells: Record<string, Cell>, bucket: string): Cell {
  const known = ownValue(cells, bucket) ?? emptyCell();
  cells[bucket] = known;
  return known;
}

function count(cell: Cell, id: string, values: readonly string[], by: 1 | -1): void {
  const known = ownValue(cell.questions, id) ?? { answered: 0, counts: {} };
  cell.questions[id] = known;
  known.answered += by;
  for (const value of values) addTo(known.counts, value, by);
}

function addTo(counts: Record<string, number>, key: string, by: number): void {
  const sum = (ownValue(counts, key) ?? 0) + by;
  if (sum === 0) delete counts[key];
  else counts[key] = sum;
}

/** What an answer counts for: its choices, its value, of a ranking the first choice, of a text nothing. */
function countedAs({ type }: PollQuestion, answer: Answer): string[] {
  if (type === "text") return [];
  if (type === "ranking") return Array.isArray(answer) ? answer.slice(0, 1) : [];
  return Array.isArray(answer) ? answer : [String(answer)];
}

/** The same in a breakdown, where a number stands among others: by itself it could be somebody's. */
function groupedAs(question: PollQuestion, answer: Answer): string[] {
  if (question.type !== "number" || typeof answer !== "number") return countedAs(question, answer);
  return [binOf(question, answer)];
}

/** What was ranked stands before what was not; of two that were not, neither stands before the other. */
function addPairs(
  pairs: Record<string, number>,
  choices: readonly { id: string }[],
  ranked: readonly string[],
  by: 1 | -1,
): void {
  const unranked = choices.filter(({ id }) => !ranked.includes(id)).map(({ id }) => id);
  for (const [place, one] of ranked.entries())
    for (const other of [...ranked.slice(place + 1), ...unranked]) addTo(pairs, `${one}>${other}`, by);
}
