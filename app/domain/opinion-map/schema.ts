import { z } from "zod";
import { choice, line } from "#app/domain/input.ts";
import { STATEMENT_LIMITS } from "./bounds.ts";
import { charactersOf } from "./characters.ts";
import { HIDING_REASONS, VOTES } from "./words.ts";

const { min, max } = STATEMENT_LIMITS;
/** Few characters are more than two code points; some are any number. */
const CODE_POINTS = max * 4;

/** One line that somebody can agree with, no longer than it is read at a glance. */
export const statementSchema = z.object({
  body: line({ min, max: CODE_POINTS }).superRefine((body, context) => {
    if (charactersOf(body) > max) context.addIssue({ code: "custom", message: "too-long", params: { max } });
  }),
});

export const voteSchema = z.object({ vote: choice(VOTES) });

export const hidingSchema = z.object({ reason: choice(HIDING_REASONS) });
