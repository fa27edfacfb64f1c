import type {
  PollDefinition,
  PollQuestion,
  PollShown,
  QuestionShown,
  Said,
} from "#db/tables/poll-definition.ts";
import { questionsOf } from "./definition.ts";
import { binsOf } from "./number-bins.ts";

/** A poll beside others: what it asks, and what came of it as far as that is shown. */
interface PollBeside {
  definition: Pick<PollDefinition, "pages">;
  /** null: its results are not shown yet. */
  shown: Pick<PollShown, "questions"> | null;
}

/** A question that several polls ask. What is of a poll stands at its place; null where it does not ask it. */
export interface SharedQuestion {
  /** As the first of them asks it. */
  title: Said;
  type: PollQuestion["type"];
  answered: (number | null)[];
  mean: (number | null)[];
  /** `label` a value, or a text of the first that offers it; null in a poll that does not. */
  rows: { label: Said | string; counts: (number | null)[] }[];
}

/** Upper case, width and spaces make no other words. */
const inWords = ({ ko }: Said): string => ko.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

/** Questions with the same are the same: type, words, and where it is counted by them the ends of the range and its unit. */
function keyOf(question: PollQuestion): string {
  const { type, title } = question;
  const range = type === "rating" || type === "number" ? [question.min, question.max] : [];
  const unit = type === "number" && question.unit ? [inWords(question.unit)] : [];
  return JSON.stringify([type, inWords(title), ...range, ...unit]);
}

/** What may be answered to a question, by what makes it the same in another poll, as its results count it. */
function answersOf(question: PollQuestion): Map<string, { answer: string; label: Said | string }> {
  switch (question.type) {
    case "text":
      return new Map();
    case "rating":
      return valuesOf(
        Array.from({ length: question.max - question.min + 1 }, (_, step) => String(question.min + step)),
      );
    case "number":
      return valuesOf(binsOf(question));
    default:
      return new Map(
        question.choices.map(({ id, title }) => [inWords(title), { answer: id, label: title }] as const),
      );
  }
}

/** Of two choices in the same words nobody can say which of them is another poll's. */
const isClear = (question: PollQuestion): boolean =>
  !("choices" in question) || answersOf(question).size === question.choices.length;

const valuesOf = (values: readonly string[]) =>
  new Map(values.map((value) => [value, { answer: value, label: value.replace("..", "–") }] as const));

/**
 * The questions that two polls at least ask in the same words, with one answer at least that both offer, in the order of
 * the first that asks each. Those of a template that were left as they were are the same too. No I/O.
 */
export function sharedQuestions(polls: readonly PollBeside[]): SharedQuestion[] {
  const asked = polls.map(({ definition }) => {
    const byKey = new Map<string, PollQuestion>();
    for (const question of questionsOf(definition))
      if (!byKey.has(keyOf(question)) && isClear(question)) byKey.set(keyOf(question), question);
    return byKey;
  });
  const keys = new Set(asked.flatMap((questions) => [...questions.keys()]));
  return [...keys].flatMap((key) => {
    const shared = sharedQuestion(
      polls.map(({ shown }, place) => {
        const question = asked[place]?.get(key);
        const result = question && shown?.questions.find(({ id }) => id === question.id);
        return question && result ? { question, result } : null;
      }),
    );
    return shared ? [shared] : [];
  });
}

function sharedQuestion(
  places: readonly ({ question: PollQuestion; result: QuestionShown } | null)[],
): SharedQuestion | null {
  const [first, second] = places.filter((place) => place !== null);
  if (!first || !second) return null;
  const answers = places.map((place) => (place ? answersOf(place.question) : new Map<string, never>()));
  const names = [...new Set(answers.flatMap((of) => [...of.keys()]))];
  const isShared = (name: string) => answers.filter((of) => of.has(name)).length > 1;
  if (first.question.type !== "text" && !names.some(isShared)) return null;
  return {
    title: first.question.title,
    type: first.question.type,
    answered: places.map((place) => place?.result.answered ?? null),
    mean: places.map((place) => place?.result.mean ?? null),
    rows: names.map((name) => ({
      label: answers.flatMap((of) => of.get(name)?.label ?? [])[0] ?? name,
      counts: places.map((place, index) => {
        const answer = answers[index]?.get(name);
        return place && answer ? (place.result.counts[answer.answer] ?? 0) : null;
      }),
    })),
  };
}
