import type { ErrorCode, FieldFault } from "#app/domain/errors.ts";

/** What the action of an author's form says when it did not lead on. */
export type AuthorAnswer =
  | { refused: { code: ErrorCode; faults: FieldFault[] } | null; typed: Record<string, string> }
  | { unreachable: true }
  | undefined;

export const refusalOf = (answer: AuthorAnswer) => (answer && "refused" in answer ? answer.refused : null);
export const typedOf = (answer: AuthorAnswer) => (answer && "typed" in answer ? answer.typed : null);
export const isUnreachable = (answer: AuthorAnswer) => answer !== undefined && "unreachable" in answer;
