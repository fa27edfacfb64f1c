import { z } from "zod";
import { endOfPeriod, startOfSeoulDay } from "#app/domain/calendar/dates.ts";
import { capped, cleanLine, cleanText, isWithin, unmarked } from "./clean-text.ts";
import { FIELDS, type Field, type FieldMap } from "./fields.ts";
import { countIn, dayIn } from "./read-values.ts";
import { isRefusalCode, type Refusal, type RefusalCode } from "./refusals.ts";

/** One petition of another service, as we take it over. */
export interface Petition {
  sourceId: string;
  title: string;
  body: string;
  /** The other service's own word for the category. */
  label: string;
  /** Its first moment in Seoul. */
  beganAt: Date;
  /** Its last. */
  endedAt: Date;
  /** What the other service counted: a number, never people that we verified. */
  count: number;
}

export type Reading = { petition: Petition } | { refusal: Refusal };

const TITLE_MAX = 200;
const BODY_MAX = 100_000;
const COUNT_MAX = 2 ** 31 - 1;
const ID_MAX = 100;

const otherwise = (code: RefusalCode) => ({
  error: (issue: { input?: unknown }) =>
    issue.input === undefined || issue.input === null ? "missing" : code,
});

const firstMoment = z.string(otherwise("bad-date")).transform((day, context) => {
  const moment = startOfSeoulDay(dayIn(day));
  if (moment) return moment;
  context.addIssue({ code: "custom", message: "bad-date" });
  return z.NEVER;
});

const schema = z
  .object({
    petition_idx: z
      // A number past 2^53 was rounded by the JSON reader: two ids could become one.
      .union([z.string(), z.number().refine(Number.isSafeInteger, { error: "bad-id" })], otherwise("bad-id"))
      .transform((id) => String(id).trim())
      .refine((id) => id !== "", { error: "missing" })
      .refine((id) => id.length <= ID_MAX && id.isWellFormed() && !/\p{Cc}/u.test(id), { error: "bad-id" }),
    title: z
      .string(otherwise("not-text"))
      .transform((title) => cleanLine(unmarked(title)))
      .refine((title) => title !== "", { error: "missing" })
      .transform((title) => capped(title, TITLE_MAX)),
    // May be empty: some petitions are a title alone.
    content: z
      .string(otherwise("not-text"))
      .transform((body) => cleanText(unmarked(body)))
      .refine((body) => isWithin(body, BODY_MAX), { error: "too-long" }),
    category: z.string().transform(cleanLine).catch(""),
    begin: firstMoment,
    end: firstMoment,
    num_agree: z
      .union(
        [z.number(), z.string().transform((count) => countIn(count) ?? Number.NaN)],
        otherwise("bad-count"),
      )
      .refine((count) => Number.isInteger(count) && count >= 0 && count <= COUNT_MAX, { error: "bad-count" }),
  })
  .refine(({ begin, end }) => begin <= end, { path: ["end"], error: "ends-too-early" });

// fatal: half a character is a fault of the file, not a "�" in somebody's words. A byte order mark is skipped.
const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads one line of a file.
 *
 * @returns the petition, or the first thing that is wrong with it; undefined for a blank line
 */
export function readPetition(bytes: Buffer, fields: FieldMap): Reading | undefined {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return refused("not-utf8");
  }
  if (text.trim() === "") return undefined;
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return refused("not-json");
  }
  if (!isRecord(raw)) return refused("not-an-object");

  const result = schema.safeParse(renamed(raw, fields));
  if (!result.success) return refusedBy(result.error, fields);
  const { petition_idx, title, content, category, begin, end, num_agree } = result.data;
  return {
    petition: {
      sourceId: petition_idx,
      title,
      body: content,
      label: category,
      beganAt: begin,
      endedAt: endOfPeriod(end, { days: 0 }),
      count: num_agree,
    },
  };
}

function refused(code: RefusalCode): Reading {
  return { refusal: { code, field: null } };
}

function refusedBy(error: z.ZodError, fields: FieldMap): Reading {
  const [issue] = error.issues;
  const field = FIELDS.find((candidate) => candidate === issue?.path[0]);
  const code = issue?.message ?? "";
  // Every message of the schema is a code; this is for one that somebody forgets to write.
  if (field === undefined || !isRefusalCode(code)) return refused("not-a-petition");
  return { refusal: { code, field: fields[field] } };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The petition under our names. Own properties only: a file may well call a field "constructor". */
function renamed(raw: Record<string, unknown>, fields: FieldMap): Partial<Record<Field, unknown>> {
  return Object.fromEntries(
    FIELDS.filter((field) => Object.hasOwn(raw, fields[field])).map((field) => [field, raw[fields[field]]]),
  );
}
