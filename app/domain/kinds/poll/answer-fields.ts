import type { Answers } from "./check-ballot.ts";
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

/** What is chosen so far, for the questions that hang on it. */
export function chosenIn(fields: Record<string, string>): Set<string> {
  const chosen = new Set<string>();
  for (const [name, value] of Object.entries(fields)) {
    const [kind, question = "", choice = ""] = name.split(".");
    if (kind === "choice") chosen.add(`${question}.${value}`);
    if (kind === "pick") chosen.add(`${question}.${choice}`);
  }
  return chosen;
}

/** Which questions are asked, by what is chosen: as `isAsked` of the domain, for the page's script. */
export function askedOf(
  questions: readonly Pick<QuestionView, "id" | "when">[],
  chosen: ReadonlySet<string>,
): Set<string> {
  const asked = new Set<string>();
  for (const { id, when } of questions)
    if (
      !when ||
      (asked.has(when.question) && when.is.some((choice) => chosen.has(`${when.question}.${choice}`)))
    )
      asked.add(id);
  return asked;
}
