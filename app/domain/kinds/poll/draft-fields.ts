import { type FieldFault, PortalError } from "#app/domain/errors.ts";
import { line } from "#app/domain/input.ts";
import { inLanguage } from "#app/domain/said.ts";
import type { Language } from "#db/tables/language.ts";
import type { PollDefinition, PollQuestion } from "#db/tables/poll-definition.ts";
import { fieldOf, NO_ANSWER } from "./answer-fields.ts";
import { type AnswerFields, answersOf } from "./answers-of-fields.ts";
import { readText } from "./check-ballot.ts";
import { questionsOf } from "./definition.ts";

type Definition = Pick<PollDefinition, "pages">;

/** The longest that is kept of what was typed where a number is asked, in characters. */
const LONGEST_TYPED = 40;
const typedNumber = line({ min: 0, max: LONGEST_TYPED });

/**
 * What is kept of a form that was not sent: its fields as they are, because half of a ballot is none yet and "a few" where
 * a number is asked is no answer, but is what its writer finds again. What is written is kept as a ballot has it, with one
 * kind of line break and nothing that takes six bytes as JSON: measured, compared and sealed in one form. No I/O.
 *
 * @param fields untrusted; what no form of this poll has is left out
 * @throws PortalError "invalid-input" for a text that is longer than it may be, or that is none
 */
export function draftFields(definition: Definition, fields: AnswerFields): AnswerFields {
  const kept: Record<string, string> = {};
  const faults: FieldFault[] = [];
  const keep = (name: string, isKnown: (value: string) => boolean) => {
    const value = fields[name];
    if (value !== undefined && value !== "" && isKnown(value)) kept[name] = value;
  };
  const write = (name: string, value: string | undefined) => {
    if (value) kept[name] = value;
  };
  for (const question of questionsOf(definition)) {
    const { id } = question;
    switch (question.type) {
      case "single":
        keep(
          fieldOf.choice(id),
          (value) => value === NO_ANSWER || question.choices.some((one) => one.id === value),
        );
        break;
      case "multiple":
        for (const choice of question.choices) keep(fieldOf.pick(id, choice.id), (value) => value === "yes");
        break;
      case "ranking":
        for (const choice of question.choices)
          keep(fieldOf.rank(id, choice.id), (value) => /^[1-9]\d?$/.test(value));
        break;
      case "rating":
      case "number":
        write(fieldOf.number(id), typedNumber.safeParse(fields[fieldOf.number(id)]).data);
        break;
      case "text": {
        const name = fieldOf.text(id);
        const read = readText(question.max, fields[name] ?? "");
        if ("fault" in read) faults.push({ field: `answers.${id}`, ...read.fault });
        else write(name, read.answer);
      }
    }
  }
  if (faults.length > 0) throw new PortalError("invalid-input", { faults });
  return kept;
}

/**
 * The longest that {@link draftFields} keeps, texts without their characters.
 *
 * @param bytesOfCharacter how many a typed character takes at most
 */
export function longestFields(definition: Definition, bytesOfCharacter: number): AnswerFields {
  return Object.fromEntries(
    questionsOf(definition).flatMap((question) => longestOf(question, LONGEST_TYPED * bytesOfCharacter)),
  );
}

function longestOf(question: PollQuestion, typedBytes: number): [string, string][] {
  const { id } = question;
  switch (question.type) {
    case "single":
      return [[fieldOf.choice(id), "x".repeat(Math.max(...question.choices.map((one) => one.id.length)))]];
    case "multiple":
      return question.choices.map((choice) => [fieldOf.pick(id, choice.id), "yes"]);
    case "ranking":
      return question.choices.map((choice) => [fieldOf.rank(id, choice.id), "99"]);
    case "text":
      return [[fieldOf.text(id), ""]];
    default:
      return [[fieldOf.number(id), "x".repeat(typedBytes)]];
  }
}

/** Fields in words, question by question, as far as they answer what is asked. */
export function fieldsInWords(
  definition: Definition,
  fields: AnswerFields,
  language: Language,
): { question: string; answer: string }[] {
  const answers = answersOf(fields, definition);
  return questionsOf(definition).flatMap((question) => {
    const answer = answers[question.id];
    if (answer === undefined) return [];
    const title = inLanguage(question.title, language);
    if (!("choices" in question)) {
      const name = question.type === "text" ? fieldOf.text(question.id) : fieldOf.number(question.id);
      return [{ question: title, answer: fields[name] ?? "" }];
    }
    const chosen: unknown[] = Array.isArray(answer) ? answer : [answer];
    const titles = chosen.flatMap((id) => question.choices.filter((choice) => choice.id === id));
    return [
      { question: title, answer: titles.map((choice) => inLanguage(choice.title, language)).join(", ") },
    ];
  });
}
