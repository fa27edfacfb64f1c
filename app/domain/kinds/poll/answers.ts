import type { PollQuestion } from "#db/tables/poll-definition.ts";

/*
 * What is answered, and which questions are asked after it. Apart from the reading of ballots (check-ballot.ts), for the
 * page's script.
 */

/** A choice, choices (of a ranking the best first), a number or a text. */
export type Answer = string | string[] | number;
/** By the question's id; a question without an answer is not in it. */
export type Answers = Record<string, Answer>;

/** What tells whether a question is asked; null or nothing: always. */
interface Conditional {
  when?: PollQuestion["when"] | null;
}

/**
 * Whether a question is asked of somebody who answered the ones before it so. One that hangs on a question that is not
 * asked itself is not asked either.
 */
export function isAsked({ when }: Conditional, given: ReadonlyMap<string, Answer>): boolean {
  if (!when) return true;
  const answer = given.get(when.question);
  if (typeof answer === "string") return when.is.includes(answer);
  return Array.isArray(answer) && answer.some((choice) => when.is.includes(choice));
}
