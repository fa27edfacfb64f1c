import { type Answer, type Answers, isAsked } from "#app/domain/kinds/poll/answers.ts";
import { questionsOf } from "#app/domain/kinds/poll/definition.ts";
import type { PollDefinition, PollQuestion } from "#db/tables/poll-definition.ts";
import type { PollText } from "./poll-texts.ts";
import { chance } from "./signing-days.ts";

/** What a made-up citizen answers, always the same for the same number. */
export function answersOf(definition: PollDefinition, text: PollText, citizen: number): Answers {
  const given = new Map<string, Answer>();
  for (const [place, question] of questionsOf(definition).entries()) {
    if (!isAsked(question, given)) continue;
    const luck = (draw: number) => chance(place * 100 + draw + text.offset, citizen);
    if (!question.required && luck(99) > (text.answered[question.id] ?? 1)) continue;
    given.set(question.id, answerOf(question, text, luck));
  }
  return Object.fromEntries(given);
}

function answerOf(question: PollQuestion, text: PollText, luck: (draw: number) => number): Answer {
  const weights = text.weights[question.id] ?? [];
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
      return text.texts[Math.floor(luck(0) * text.texts.length)] ?? "";
  }
}

/** All of them, the likelier the earlier. */
function drawn<T>(items: readonly T[], weights: readonly number[], luck: (draw: number) => number): T[] {
  return items
    .map((item, index) => ({ item, rank: -Math.log(1 - luck(index)) / (weights[index] ?? 1) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
