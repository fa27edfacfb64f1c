import { z } from "zod";
import { seenLength, tidied, tidiedLine } from "#app/platform/writing.ts";
import { FIELD_FAULT_CODES, type FieldFault, type FieldFaultCode, PortalError } from "./errors.ts";

/** Lengths in characters as people count them (code points). */
export interface TextLimits {
  min: number;
  max: number;
}

// What cannot be seen (`seenLength`), as a pattern of JSON Schema for what describes these fields.
const UNSEEN =
  "\\u0000-\\u0020\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f" +
  "\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb";

/** What {@link text} takes of a length, up to a minimum of two: beyond, `minLength` says the rest. */
export function patternOfText(min: number): string {
  const any = "[^\\u0000]*";
  return `^${any}${`[^${UNSEEN}]${any}`.repeat(Math.min(min, 2))}$`;
}

/**
 * A text that people wrote, as it is kept (`tidied`) and trimmed. What phones and word processors put in unseen is no
 * fault of the writer's; a text in which nothing can be seen is none.
 */
export function text(limits: TextLimits) {
  return written(limits, tidied);
}

/** One line of text; what was pasted over several becomes one. */
export function line(limits: TextLimits) {
  return written(limits, tidiedLine);
}

function written({ min, max }: TextLimits, tidy: (typed: string) => string) {
  return z
    .string({ error: (issue) => (issue.input === undefined ? "required" : "not-text") })
    .meta({ minLength: min, maxLength: max, pattern: patternOfText(min) })
    .transform((value, context) => {
      const read = readWritten({ min, max }, value, tidy);
      return "text" in read ? read.text : fail(context, read.code, read.values);
    });
}

/** The rule of {@link text} by itself, where a schema for each question would cost more than the reading. */
export function readWritten(
  { min, max }: TextLimits,
  value: string,
  tidy: (typed: string) => string = tidied,
): { text: string } | { code: FieldFaultCode; values: Record<string, number> } {
  // Measured before any work on it: a huge text must be cheap to refuse.
  if (value.length > max * 4) return { code: "too-long", values: { max } };
  if (!value.isWellFormed() || value.includes("\0")) return { code: "bad-characters", values: {} };
  const whole = tidy(value);
  const seen = seenLength(whole);
  if (seen === 0) return min > 0 ? { code: "required", values: {} } : { text: "" };
  if (seen < min) return { code: "too-short", values: { min } };
  // With the blanks around it: so the field's own counter does, and `maxLength` means no more than it says.
  if ([...whole].length > max) return { code: "too-long", values: { max } };
  return { text: whole.trim() };
}

/** One of some codes. */
export function choice<const T extends readonly [string, ...string[]]>(codes: T) {
  return z.enum(codes, { error: (issue) => (issue.input === undefined ? "required" : "unknown-choice") });
}

function fail(context: z.RefinementCtx<unknown>, code: FieldFaultCode, values: Record<string, number>) {
  context.addIssue({ code: "custom", message: code, params: values });
  return z.NEVER;
}

/**
 * Reads untrusted input.
 *
 * @param fieldOf what of the path to a fault its field is called by
 * @throws PortalError "invalid-input" with a fault a field
 */
export function parseInput<S extends z.ZodType>(
  schema: S,
  input: unknown,
  fieldOf = (path: PropertyKey[]): PropertyKey[] => path,
): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => faultOf({ ...issue, path: fieldOf(issue.path) }));
  throw new PortalError("invalid-input", { faults });
}

const CODES: ReadonlySet<string> = new Set(FIELD_FAULT_CODES);

function isFaultCode(message: string): message is FieldFaultCode {
  return CODES.has(message);
}

export function faultOf(issue: z.core.$ZodIssue): FieldFault {
  const field = issue.path.join(".") || "body";
  const code = isFaultCode(issue.message) ? issue.message : "not-text";
  const values = issue.code === "custom" ? numbersOf(issue.params) : undefined;
  return { field, code, values };
}

function numbersOf(params: Record<string, unknown> | undefined): Record<string, number> {
  return Object.fromEntries(
    Object.entries(params ?? {}).filter((entry): entry is [string, number] => typeof entry[1] === "number"),
  );
}

/** A whole positive id as it stands in an address; undefined for anything else. */
export function parseId(value: string | undefined): number | undefined {
  return value !== undefined && /^[1-9]\d{0,14}$/.test(value) ? Number(value) : undefined;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function isUuid(value: string | undefined): value is string {
  return value !== undefined && UUID.test(value);
}
