import { type FieldFault, PortalError } from "#app/domain/errors.ts";
import { readWritten } from "#app/domain/input.ts";
import type { PollDefinition, PollQuestion } from "#db/tables/poll-definition.ts";
import { type Answer, type Answers, isAsked } from "./answers.ts";
import { questionsOf } from "./definition.ts";

type Read<A extends Answer = Answer> = { answer: A | undefined } | { fault: Omit<FieldFault, "field"> };

/**
 * Reads a ballot against what is asked: the rule for every door. No I/O.
 *
 * @param answers untrusted; left out, empty or null is no answer
 * @returns the answers as they are counted, in the order of the questions
 * @throws PortalError "invalid-input", naming `answers.QUESTION` of each that cannot stand
 */
export function checkBallot(definition: Pick<PollDefinition, "pages">, answers: unknown): Answers {
  if (typeof answers !== "object" || answers === null || Array.isArray(answers))
    throw new PortalError("invalid-input", { faults: [{ field: "answers", code: "required" }] });
  const questions = questionsOf(definition);
  const known = new Set(questions.map(({ id }) => id));
  const sent = new Map<string, unknown>(Object.entries(answers));
  const faults: FieldFault[] = [...sent.keys()]
    .filter((id) => !known.has(id))
    .slice(0, questions.length)
    .map((id) => ({ field: `answers.${id.slice(0, 40)}`, code: "unknown-choice" }));
  const given = new Map<string, Answer>();
  for (const question of questions) {
    const field = `answers.${question.id}`;
    const value = sent.get(question.id);
    const asked = isAsked(question, given);
    if (isEmpty(value)) {
      if (asked && question.required) faults.push({ field, code: "required" });
      continue;
    }
    if (!asked) {
      faults.push({ field, code: "not-asked" });
      continue;
    }
    const read = readAnswer(question, value);
    if ("fault" in read) faults.push({ field, ...read.fault });
    else if (read.answer !== undefined) given.set(question.id, read.answer);
  }
  if (faults.length > 0) throw new PortalError("invalid-input", { faults });
  return Object.fromEntries(given);
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === "string" && value.trim() === "") ||
  (Array.isArray(value) && value.length === 0);

function readAnswer(question: PollQuestion, value: unknown): Read {
  switch (question.type) {
    case "single": {
      const choice = question.choices.find(({ id }) => id === value);
      return choice ? { answer: choice.id } : { fault: { code: "unknown-choice" } };
    }
    case "multiple":
    case "ranking":
      return readChoices(question, value);
    case "rating":
    case "number": {
      const { min, max } = question;
      if (typeof value !== "number" || !Number.isInteger(value)) return { fault: { code: "not-a-number" } };
      return value < min || value > max
        ? { fault: { code: "out-of-range", values: { min, max } } }
        : { answer: value };
    }
    case "text":
      return readText(question.max, value);
  }
}

/** What was written where a text is asked, as it is counted and kept; its answer is left out where nothing can be seen. */
export function readText(max: number, value: unknown): Read<string> {
  if (typeof value !== "string") return { fault: { code: "not-text" } };
  const read = readWritten({ min: 0, max }, value);
  return "text" in read ? { answer: read.text || undefined } : { fault: read };
}

function readChoices(
  { type, choices, min, max }: Extract<PollQuestion, { type: "multiple" | "ranking" }>,
  value: unknown,
): Read {
  if (!Array.isArray(value)) return { fault: { code: "unknown-choice" } };
  // Measured before any work on it.
  if (value.length > max) return { fault: { code: "above-most", values: { max } } };
  const known = new Map(choices.map(({ id }, place) => [id, place]));
  const chosen = value.filter((id): id is string => typeof id === "string" && known.has(id));
  if (chosen.length < value.length) return { fault: { code: "unknown-choice" } };
  if (new Set(chosen).size < chosen.length) return { fault: { code: "twice" } };
  if (chosen.length < min) return { fault: { code: "not-enough", values: { min } } };
  // In which order somebody ticked says nothing, so it is not kept.
  const place = (id: string) => known.get(id) ?? 0;
  return { answer: type === "ranking" ? chosen : chosen.toSorted((a, b) => place(a) - place(b)) };
}
