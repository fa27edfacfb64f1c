import { z } from "zod";
import { line } from "#app/domain/input.ts";
import { API_SCOPES } from "#db/tables/api-key.ts";

/** What a new key is asked for by. */
export const KEY_NAME_LIMITS = { min: 1, max: 60 };
/** How many days it may hold; as texts, as forms send them. */
export const KEY_DAYS = ["30", "90", "365"] as const;

export const keySchema = z.object({
  name: line(KEY_NAME_LIMITS),
  scopes: z.array(z.enum(API_SCOPES, { error: "unknown-choice" })).min(1, { error: "required" }),
  days: z.enum(KEY_DAYS, { error: "unknown-choice" }),
});
