import { z } from "zod";
import { choice, type TextLimits, text } from "#app/domain/input.ts";
import { HIDE_REASONS } from "#db/tables/quick-poll.ts";

export const NOTE_LIMITS: TextLimits = { min: 0, max: 500 };

export const reportSchema = z.object({
  reason: choice(HIDE_REASONS),
  note: text(NOTE_LIMITS).default(""),
});
export type ReportInput = z.output<typeof reportSchema>;
