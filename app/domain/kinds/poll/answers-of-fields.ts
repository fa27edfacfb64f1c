import type { PollDefinition, PollQuestion } from "#db/tables/poll-definition.ts";
import { fieldOf, NO_ANSWER } from "./answer-fields.ts";
import { type Answer, isAsked } from "./answers.ts";
import { questionsOf } from "./definition.ts";

/** The fields of a ballot's form, by their names. */
export type AnswerFields = Readonly<Record<string, string>>;

/**
 * The answers in a ballot's form, for `checkBallot` to judge. What was answered to a question that is not asked after the
 * answers before it is left out, as on paper: without JavaScript it stands in the form all the same.
 */
export function answersOf(
  fields: AnswerFields,
  definition: Pick<PollDefinition, "pages">,
): Record<string, unknown> {
  const given = new Map<string, Answer>();
  const answers: Record<string, unknown> = {};
  for (const question of questionsOf(definition)) {
    if (!isAsked(question, given)) continue;
    const answer = answerOf(fields, question);
    if (answer === undefined) continue;
    given.set(question.id, answer);
    answers[question.id] = answer;
  }
  return answers;
}

function answerOf(fields: AnswerFields, question: PollQuestion): Answer | undefined {
  const { id } = question;
  const typed = (name: string) => (fields[name]?.trim() ? fields[name] : undefined);
  switch (question.type) {
    case "single": {
      const choice = typed(fieldOf.choice(id));
      return choice === NO_ANSWER ? undefined : choice;
    }
    case "multiple": {
      const chosen = question.choices.filter((choice) => fields[fieldOf.pick(id, choice.id)] !== undefined);
      return chosen.length === 0 ? undefined : chosen.map((choice) => choice.id);
    }
    case "ranking":
      return ranked(question, (choice) => Number(typed(fieldOf.rank(id, choice)) ?? 0));
    case "rating":
    case "number": {
      const value = typed(fieldOf.number(id));
      if (question.type === "rating" && value === NO_ANSWER) return undefined;
      return value === undefined ? undefined : Number(value.normalize("NFKC").replaceAll(",", ""));
    }
    case "text":
      return typed(fieldOf.text(id));
  }
}

/** In the order of their places. Two at one place are told by naming one of them twice. */
function ranked(
  { choices }: Extract<PollQuestion, { type: "ranking" }>,
  placeOf: (choice: string) => number,
): string[] | undefined {
  const placed = choices
    .map(({ id }) => ({ id, place: placeOf(id) }))
    .filter(({ place }) => place > 0)
    .sort((a, b) => a.place - b.place);
  if (placed.length === 0) return undefined;
  return placed.map(({ id, place }, index) => {
    const before = placed[index - 1];
    return before?.place === place ? before.id : id;
  });
}
