import { z } from "zod";
import { choice } from "#app/domain/input.ts";

/** A form sends a ticked box as "on" and nothing for one that is not. */
export const preferencesSchema = z.object({
  language: choice(["ko", "en", "ja"]),
  mail: z.literal("on", { error: "unknown-choice" }).optional(),
});
