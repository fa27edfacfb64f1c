import { tidied } from "#app/platform/writing.ts";

/**
 * Three short questions that a proposal is written by. It stays one text, of which the ledger has the hash: each answer
 * stands under a heading of it. The same on the server and in the browser.
 */
export const PROMPTS = ["problem", "wish", "helps"] as const;
export type Prompt = (typeof PROMPTS)[number];
/** The last may stay open: who gains by it is often plain. */
export const NEEDED_PROMPTS = ["problem", "wish"] as const satisfies readonly Prompt[];

export type Answers = Readonly<Record<Prompt, string>>;
/** What stands above each answer, by the language that it was written in. */
export type PromptHeadings<Code extends string = string> = Readonly<
  Record<Code, Readonly<Record<Prompt, string>>>
>;

export const NO_ANSWERS: Answers = { problem: "", wish: "", helps: "" };

const headingLine = (heading: string) => `## ${heading}`;

/** One text of the answers that there are. */
export function joinAnswers(answers: Answers, headings: Readonly<Record<Prompt, string>>): string {
  return PROMPTS.flatMap((prompt) => {
    const answer = tidied(answers[prompt]).trim();
    return answer === "" ? [] : [`${headingLine(headings[prompt])}\n\n${answer}`];
  }).join("\n\n");
}

/**
 * The answers that a text is made of; undefined for every text that they would not make again, letter by letter: one
 * that was written freely, taken over, or sent in by a program.
 */
export function splitBody<Code extends string>(
  body: string,
  headings: PromptHeadings<Code>,
  codes: readonly Code[],
): { language: Code; answers: Answers } | undefined {
  const whole = tidied(body).trim();
  for (const language of codes) {
    const answers = answersUnder(whole, headings[language]);
    if (answers && joinAnswers(answers, headings[language]) === whole) return { language, answers };
  }
  return undefined;
}

function answersUnder(body: string, headings: Readonly<Record<Prompt, string>>): Answers | undefined {
  const answers: Record<Prompt, string[]> = { problem: [], wish: [], helps: [] };
  let under: Prompt | undefined;
  for (const line of body.split("\n")) {
    const begun = PROMPTS.find((prompt) => line === headingLine(headings[prompt]));
    if (begun) under = begun;
    else if (under) answers[under].push(line);
    else return undefined;
  }
  const textOf = (prompt: Prompt) => answers[prompt].join("\n").trim();
  return { problem: textOf("problem"), wish: textOf("wish"), helps: textOf("helps") };
}
