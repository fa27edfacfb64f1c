import { z } from "zod";
import { type FieldFault, type FieldFaultCode, PortalError } from "./errors.ts";

/** Lengths in characters as people count them (code points). */
export interface TextLimits {
  min: number;
  max: number;
}

/** Controls other than tab and line breaks, and the bidirectional overrides that make text read as another. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;

// The same as a pattern of JSON Schema, for what describes these fields: what is refused above, and what trim() takes.
const REFUSED = "\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069";
const BLANK = "\\t\\n\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff";

/** What {@link text} takes of a length, up to a minimum of two: beyond, `minLength` says the rest. */
function patternOfText(min: number): string {
  const [any, visible] = [`[^${REFUSED}]*`, `[^${REFUSED}${BLANK}]`];
  return `^${any}${`${visible}${any}`.repeat(Math.min(min, 2))}$`;
}

/** What {@link line} takes, as {@link patternOfText}: line breaks only around it, where they are trimmed. */
export function patternOfLine(min: number): string {
  const [within, visible] = [`[^${REFUSED}\\n\\r]*`, `[^${REFUSED}${BLANK}]`];
  const line = min < 2 ? `${visible}(${within}${visible})?` : `${visible}${within}${visible}`;
  return `^[${BLANK}]*${min === 0 ? `(${line})?` : line}[${BLANK}]*$`;
}

/** A text that people wrote: well-formed Unicode, NFC, one kind of line break, no controls, trimmed. */
export function text({ min, max }: TextLimits) {
  return z
    .string({ error: (issue) => (issue.input === undefined ? "required" : "not-text") })
    .meta({ minLength: min, maxLength: max, pattern: patternOfText(min) })
    .transform((value, context) => {
      // Measured before any work on it: a huge text must be cheap to refuse.
      if (value.length > max * 4) return fail(context, "too-long", { max });
      if (!value.isWellFormed() || FORBIDDEN.test(value)) return fail(context, "bad-characters", {});
      const whole = value.normalize("NFC").replace(/\r\n?/g, "\n");
      const tidy = whole.trim();
      const length = [...tidy].length;
      if (length === 0 && min > 0) return fail(context, "required", {});
      if (length < min) return fail(context, "too-short", { min });
      // With the blanks around it: so the field's own counter does, and `maxLength` means no more than it says.
      if ([...whole].length > max) return fail(context, "too-long", { max });
      return tidy;
    });
}

/** One line of text. */
export function line(limits: TextLimits) {
  return text(limits)
    .transform((value, context) => (value.includes("\n") ? fail(context, "bad-characters", {}) : value))
    .meta({ pattern: patternOfLine(limits.min) });
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

const CODES: ReadonlySet<string> = new Set<FieldFaultCode>([
  "required",
  "too-short",
  "too-long",
  "too-few",
  "too-many",
  "not-text",
  "unknown-choice",
  "bad-characters",
  "bad-address",
  "not-a-picture",
  "heic-picture",
  "too-many-pixels",
  "unchanged",
  "excluded",
  "not-a-key",
]);

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
