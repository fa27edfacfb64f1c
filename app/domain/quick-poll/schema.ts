import { z } from "zod";
import { choice, line, type TextLimits, text } from "#app/domain/input.ts";
import { HIDE_REASONS } from "#db/tables/quick-poll.ts";
import { LASTINGS } from "./lasting.ts";
import { NAME_LIMITS, nameFault, tidyName } from "./name.ts";

export const QUESTION_LIMITS: TextLimits = { min: 2, max: 120 };
export const CHOICE_LIMITS: TextLimits = { min: 1, max: 60 };
export const CHOICES = { min: 2, max: 6 } as const;
export const MOST_QUESTIONS = 10;
export const NOTICE_LIMITS: TextLimits = { min: 0, max: 300 };
export const MESSAGE_LIMITS: TextLimits = { min: 1, max: 300 };

/** Two choices that read the same would share their votes by chance. */
const choices = z
  .array(line(CHOICE_LIMITS), { error: (issue) => (issue.input === undefined ? "required" : "not-text") })
  .min(CHOICES.min, "too-few-choices")
  .max(CHOICES.max, "too-many-choices")
  .refine((titles) => new Set(titles).size === titles.length, "same-choice")
  .meta({ minItems: CHOICES.min, maxItems: CHOICES.max });

export const questionSchema = z.object({ question: line(QUESTION_LIMITS), choices });

const name = z
  .string({ error: "not-text" })
  .meta({ minLength: NAME_LIMITS.min, maxLength: NAME_LIMITS.max })
  .transform((typed, context) => {
    // Measured before any work on it.
    if (typed.length > NAME_LIMITS.max * 4) {
      context.addIssue({ code: "custom", message: "too-long", params: { max: NAME_LIMITS.max } });
      return z.NEVER;
    }
    const tidied = tidyName(typed);
    if (tidied === "") return undefined;
    const fault = nameFault(tidied);
    if (fault === undefined) return tidied;
    const { min, max } = NAME_LIMITS;
    const params = fault === "too-short" ? { min } : fault === "too-long" ? { max } : {};
    context.addIssue({ code: "custom", message: fault, params });
    return z.NEVER;
  });

export const quickPollSchema = questionSchema.extend({
  /** Left out or empty: one is proposed from the question. */
  name: name.optional(),
  lasts: choice(LASTINGS).default("week"),
});
export type QuickPollInput = z.output<typeof quickPollSchema>;

export const noticeSchema = z.object({ notice: text(NOTICE_LIMITS) });
export const messageSchema = z.object({ body: text(MESSAGE_LIMITS) });
export const hideSchema = z.object({ reason: choice(HIDE_REASONS) });
