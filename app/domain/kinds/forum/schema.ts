import { z } from "zod";
import { choice, line, text } from "#app/domain/input.ts";
import type { Stance } from "#db/tables/forum.ts";

export const STANCES = ["for", "against", "other"] as const satisfies readonly Stance[];
export const OPINION_LIMITS = { min: 2, max: 2_000 };
export const OPINION_REPLY_LIMITS = { min: 2, max: 1_000 };
export const BACKGROUND_LIMITS = { title: { min: 2, max: 100 }, body: { min: 2, max: 600 } };
export const MOST_BACKGROUND_ITEMS = 10;

export const opinionSchema = z.object({ stance: choice(STANCES), body: text(OPINION_LIMITS) });
export type OpinionInput = z.output<typeof opinionSchema>;

export const opinionReplySchema = z.object({ body: text(OPINION_REPLY_LIMITS) });

export const backgroundSchema = z.object({
  title: line(BACKGROUND_LIMITS.title),
  body: text(BACKGROUND_LIMITS.body),
  url: z.preprocess(
    (value) => (value === "" || value === undefined ? null : value),
    line({ min: 8, max: 500 })
      .refine((value) => URL.canParse(value) && /^https?:\/\//.test(value), { error: "bad-address" })
      .nullable(),
  ),
});
export type BackgroundInput = z.output<typeof backgroundSchema>;
