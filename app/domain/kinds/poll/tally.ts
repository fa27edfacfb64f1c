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

/**
 * How often each answer was given by some people. `people` are who gave the ballots, and the answers to a question: each
 * person is counted with one of theirs, so that the people of several cells add up to no more than there are.
 */
interface Cell {
  ballots: number;
  people: number;
  /** By question. */
  questions: Record<string, { answered: number; people: number; counts: AnswerCounts }>;
}

/** What ballots add up to; nothing of it is of one ballot. */
export interface Tally {
  all: Cell;
  groups: Record<BreakdownBy, Record<string, Cell>>;
  /** Of each ranking, how many put the one before the other: `A>B`. */
  pairs: Record<string, Record<string, number>>;
}

/** What a ballot is broken down by. */
export interface Facts extends Record<Exclude<BreakdownBy, "unit">, string> {
  /** Of a roll with units. */
  unit?: string | null;
}

const counts = z.record(z.string(), z.number());
/** @param peopleOf of how many people so many ballots are, where an older version did not say it */
function schemaOf(peopleOf: (ballots: number) => number) {
  const question = z
    .object({ answered: z.number(), people: z.number().optional(), counts })
    .transform(({ answered, people = peopleOf(answered), ...rest }) => ({ answered, people, ...rest }));
  const cell = z
    .object({ ballots: z.number(), people: z.number().optional(), questions: z.record(z.string(), question) })
    .transform(({ ballots, people = peopleOf(ballots), questions }) => ({ ballots, people, questions }));
  const cells = z.record(z.string(), cell);
  return z.object({
    all: cell,
    groups: z.object({ district: cells, unit: cells.default({}), age: cells, day: cells }),
    pairs: z.record(z.string(), counts),
  });
}
const ofPersons = schemaOf((ballots) => ballots);
/** They may be one person's, so they stand for nobody: they are in no group that is shown by itself. */
const ofEntries = schemaOf(() => 0);

const emptyCell = (): Cell => ({ ballots: 0, people: 0, questions: {} });

export const emptyTally = (): Tally => ({
  all: emptyCell(),
  groups: { district: {}, unit: {}, age: {}, day: {} },
  pairs: {},
});

/**
 * @param byRoll of a poll that counts the entries of a roll
 * @throws for what is none
 */
export const readTally = (text: string, byRoll = false): Tally =>
  (byRoll ? ofEntries : ofPersons).parse(JSON.parse(text));

/** How a ballot is added. */
interface Added {
  /** Left out: it is in no breakdown. */
  facts?: Facts;
  /** Whether it stands for its person; another of theirs does where it does not. */
  isPerson?: boolean;
  /** -1 takes out what was added before. */
  by?: 1 | -1;
}

/** Adds ballots to a tally, or takes them out of it; every ballot in it was read against the same definition. */
export class Counter {
  readonly #questions: PollQuestion[];

  constructor(
    definition: Pick<PollDefinition, "pages">,
    readonly tally: Tally = emptyTally(),
  ) {
    this.#questions = questionsOf(definition);
  }

  add(answers: Answers, { facts, isPerson = true, by = 1 }: Added = {}): void {
    const { all, groups, pairs } = this.tally;
    const cells = BREAKDOWNS.flatMap((name) => {
      const bucket = facts?.[name] ?? null;
      return bucket === null ? [] : [cellOf(groups[name], bucket)];
    });
    const people = isPerson ? by : 0;
    for (const one of [all, ...cells]) {
      one.ballots += by;
      one.people += people;
    }
    for (const question of this.#questions) {
      const answer = ownValue(answers, question.id);
      if (answer === undefined) continue;
      count(all, question.id, countedAs(question, answer), { by, people });
      for (const one of cells) count(one, question.id, groupedAs(question, answer), { by, people });
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

function count(
  cell: Cell,
  id: string,
  values: readonly string[],
  { by, people }: { by: 1 | -1; people: number },
): void {
  const known = ownValue(cell.questions, id) ?? { answered: 0, people: 0, counts: {} };
  cell.questions[id] = known;
  known.answered += by;
  known.people += people;
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
