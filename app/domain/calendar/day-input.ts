import { z } from "zod";
import { startOfSeoulDay } from "./dates.ts";

/** A day of an address, YYYY-MM-DD in Seoul; of times of which somebody could have records. */
export const dayOfAddress = z
  .string()
  .refine((day) => /^(19|20)/.test(day) && startOfSeoulDay(day) !== undefined, { error: "unknown-choice" });
