import type { PollDefinition, PollQuestion } from "#db/tables/poll-definition.ts";
import { questionsOf } from "./definition.ts";
import { longestFields } from "./draft-fields.ts";

/** A character of a text takes four bytes at most, as JSON too. */
const BYTES_OF_CHARACTER = 4;
/** No ballot is made larger than this for the sake of others: a few long texts must not cost every voter a megabyte. */
const MOST_BYTES = 16_384;
const STEP_BYTES = 64;
/** The longest number that can be answered: a sign and ten digits. */
const LONGEST_NUMBER = "-1000000000";

type Definition = Pick<PollDefinition, "pages">;

/**
 * The size of all ballots of a poll before they are sealed, in bytes: of the longest that can be given, so that a size says
 * nothing of what was chosen or written. Longer than {@link MOST_BYTES} are only those who write several thousand
 * characters; theirs are steps of powers of two. No I/O, and some work: once for a poll and not for each ballot.
 */
export function ballotBytes(definition: Definition): number {
  const questions = questionsOf(definition);
  const longest = Object.fromEntries(questions.map((question) => [question.id, longestOf(question)]));
  const letters = questions.reduce((sum, question) => sum + charactersOf(question), 0);
  return sizeOf(Buffer.byteLength(JSON.stringify(longest)) + letters * BYTES_OF_CHARACTER);
}

/** What a draft says beside its fields: where somebody is in it, and who saved it; with room to spare. */
const DRAFT_HEAD_BYTES = 200;

/** The same for what is not sent yet: of all drafts of a poll, however far they are. No I/O. */
export function draftBytes(definition: Definition): number {
  const letters = questionsOf(definition).reduce((sum, question) => sum + charactersOf(question), 0);
  const fields = Buffer.byteLength(JSON.stringify(longestFields(definition, BYTES_OF_CHARACTER)));
  return sizeOf(DRAFT_HEAD_BYTES + fields + letters * BYTES_OF_CHARACTER);
}

/** The size of all texts of a poll before they are sealed, in bytes. No I/O. */
export const textBytes = (definition: Definition): number =>
  sizeOf(Math.max(0, ...questionsOf(definition).map(charactersOf)) * BYTES_OF_CHARACTER);

/** Blanks after JSON, and after a text that was trimmed, mean nothing. */
export function padded(text: string, size: number): Buffer {
  const bytes = Buffer.byteLength(text);
  const whole = Buffer.alloc(bytes <= size ? size : powerOver(bytes), " ");
  whole.write(text);
  return whole;
}

/** Of one size are all anyway, so it is no larger than it must be: each byte of it is written for each voter. */
const sizeOf = (bytes: number): number => Math.min(Math.ceil(bytes / STEP_BYTES) * STEP_BYTES, MOST_BYTES);

const powerOver = (bytes: number): number => 2 ** Math.ceil(Math.log2(bytes));

const charactersOf = (question: PollQuestion): number => (question.type === "text" ? question.max : 0);

/** What takes most room, a text without its characters. */
function longestOf(question: PollQuestion): string | string[] {
  switch (question.type) {
    case "single":
      return question.choices.reduce((longest, { id }) => (id.length > longest.length ? id : longest), "");
    case "multiple":
    case "ranking":
      return question.choices
        .map(({ id }) => id)
        .toSorted((a, b) => b.length - a.length)
        .slice(0, question.max);
    case "text":
      return "";
    default:
      return LONGEST_NUMBER;
  }
}
