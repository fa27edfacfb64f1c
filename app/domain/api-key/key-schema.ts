import { z } from "zod";
import { line } from "#app/domain/input.ts";
import { API_SCOPES } from "#db/tables/api-key.ts";
import { KEY_DAYS, KEY_NAME_LIMITS } from "./limits.ts";

/** What a new key is asked for by. */
export const keySchema = z.object({
  name: line(KEY_NAME_LIMITS),
  scopes: z.array(z.enum(API_SCOPES, { error: "unknown-choice" })).min(1, { error: "required" }),
  days: z.enum(KEY_DAYS, { error: "unknown-choice" }),
});
