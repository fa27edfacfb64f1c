import { z } from "zod";
import { line, type TextLimits, type text } from "./input.ts";

/** What many say as one string, and the exact as an object. */
export const short = <T extends z.ZodType>(key: string, schema: T) =>
  z.preprocess((value) => (typeof value === "string" ? { [key]: value } : value), schema);

/**
 * A text in Korean, with translations; a string is the Korean one. Empty translations are none.
 */
export function said(limits: TextLimits, kind: typeof line | typeof text = line) {
  const translated = kind({ ...limits, min: 0 })
    .optional()
    .transform((value) => value || undefined);
  return short("ko", z.object({ ko: kind(limits), en: translated, ja: translated }));
}
/** The same where there may be none. */
export const maybeSaid = (limits: TextLimits, kind: typeof line | typeof text = line) =>
  z.preprocess(
    (value) => (isNothing(value) ? undefined : value),
    said({ ...limits, min: 1 }, kind).optional(),
  );

const isNothing = (value: unknown): boolean =>
  value === "" || value === null || (typeof value === "object" && "ko" in value && !value.ko);
