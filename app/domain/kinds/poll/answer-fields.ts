import { type Answer, type Answers, isAsked } from "./answers.ts";
import type { QuestionView } from "./read-poll.ts";

/**
 * A ballot as a form has it: each control has a name of its own, so that what was ticked is there again after a refusal
 * without JavaScript too. Ids of questions and choices have no dots.
 */
export const fieldOf = {
  choice: (question: string) => `choice.${question}`,
  pick: (question: string, choice: string) => `pick.${question}.${choice}`,
  rank: (question: string, choice: string) => `rank.${question}.${choice}`,
  number: (question: string) => `number.${question}`,
  text: (question: string) => `text.${question}`,
};

/** The place of the choice that says "no answer", which a radio button cannot be given back to. */
export const NO_ANSWER = "-";

/** Answers as the fields of a form: the other way of `answersOf`. */
export function fieldsOfAnswers(
  questions: readonly Pick<QuestionView, "id" | "type">[],
  answers: Answers,
): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { id, type } of questions) {
    const answer = answers[id];
    if (answer === undefined) continue;
    if (Array.isArray(answer))
      for (const [place, choice] of answer.entries())
        fields[type === "ranking" ? fieldOf.rank(id, choice) : fieldOf.pick(id, choice)] =
          type === "ranking" ? String(place + 1) : "yes";
    else if (type === "single") fields[fieldOf.choice(id)] = String(answer);
    else fields[type === "text" ? fieldOf.text(id) : fieldOf.number(id)] = String(answer);
  }
  return fields;
}

/** What is chosen so far at each question, for those that hang on it. */
export function chosenIn(fields: Record<string, string>): Map<string, string[]> {
  const chosen = new Map<string, string[]>();
  for (const [name, value] of Object.entries(fields)) {
    const [kind, question = "", choice = ""] = name.split(".");
    if (kind !== "choice" && kind !== "pick") continue;
    chosen.set(question, [...(chosen.get(question) ?? []), kind === "choice" ? value : choice]);
  }
  return chosen;
}

/** Which questions are asked, by what is chosen. */
export function askedOf(
  questions: readonly Pick<QuestionView, "id" | "when">[],
  chosen: ReadonlyMap<string, string[]>,
): Set<string> {
  const given = new Map<string, Answer>();
  const asked = new Set<string>();
  for (const question of questions) {
    if (!isAsked(question, given)) continue;
    asked.add(question.id);
    given.set(question.id, chosen.get(question.id) ?? []);
  }
  return asked;
}
