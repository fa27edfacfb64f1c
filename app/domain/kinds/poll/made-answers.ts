import type { PollDefinition, PollQuestion } from "#db/tables/poll-definition.ts";
import { type Answer, type Answers, isAsked } from "./answers.ts";
import { questionsOf } from "./definition.ts";

/** How made-up people answer. */
interface Likely {
  /** Of each question, how likely each choice or step of its scale is; left out: all the same. */
  weights: Record<string, readonly number[]>;
  /** Of an optional question, which share answers it; left out: all. */
  answered: Record<string, number>;
  texts: readonly string[];
}

/**
 * A ballot that nobody gave, as it may be given: of the questions that are asked after the answers before, within their
 * bounds. No I/O.
 *
 * @param luck from 0 to below 1, of a question's place and of how often it is asked there
 */
export function madeAnswers(
  definition: Pick<PollDefinition, "pages">,
  likely: Likely,
  luck: (place: number, draw: number) => number,
): Answers {
  const given = new Map<string, Answer>();
  for (const [place, question] of questionsOf(definition).entries()) {
    if (!isAsked(question, given)) continue;
    const own = (draw: number) => luck(place, draw);
    if (!question.required && own(99) > (likely.answered[question.id] ?? 1)) continue;
    given.set(question.id, answerOf(question, likely, own));
  }
  return Object.fromEntries(given);
}

function answerOf(question: PollQuestion, likely: Likely, luck: (draw: number) => number): Answer {
  const weights = likely.weights[question.id] ?? [];
  switch (question.type) {
    case "single":
      return drawn(question.choices, weights, luck)[0]?.id ?? "";
    case "multiple":
    case "ranking": {
      const { min, max } = question;
      const least = Math.max(min, 1);
      const most = least + Math.floor(luck(98) * (Math.min(max, least + 2) - least + 1));
      return drawn(question.choices, weights, luck)
        .slice(0, Math.min(most, max))
        .map(({ id }) => id);
    }
    case "rating": {
      const steps = Array.from({ length: question.max - question.min + 1 }, (_, step) => question.min + step);
      return drawn(steps, weights, luck)[0] ?? question.min;
    }
    case "number":
      return Math.min(question.max, question.min + Math.floor(luck(0) ** 2 * 40));
    case "text":
      return (likely.texts[Math.floor(luck(0) * likely.texts.length)] ?? "").slice(0, question.max);
  }
}

/** All of them, the likelier the earlier. */
function drawn<T>(items: readonly T[], weights: readonly number[], luck: (draw: number) => number): T[] {
  return items
    .map((item, index) => ({ item, rank: -Math.log(1 - luck(index)) / (weights[index] ?? 1) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
