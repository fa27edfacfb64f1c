import { z } from "zod";

/**
 * The small parts that the schemas of the API are put together from.
 *
 * What an answer says of a number or a text (a minimum, a format, the codes there are) is told to its readers and held
 * to in the tests, not asked of each answer again: the database and the types keep it, and a row that is odd in one
 * field must not take a whole list away. What a question says is asked, always.
 */
export const string = (description?: string) => z.string().meta({ description });
export const boolean = (description?: string) => z.boolean().meta({ description });
export const integer = (limits: { minimum?: number; maximum?: number }, description?: string) =>
  z.number().meta({ type: "integer", ...limits, description });
export const id = (description?: string) => integer({ minimum: 1 }, description);
export const count = (description?: string) => integer({ minimum: 0 }, description);
export const time = (description?: string) => z.string().meta({ format: "date-time", description });
export const day = (description?: string) => z.string().meta({ format: "date", description });
/** SHA-256 in hex. */
export const HEX = /^[0-9a-f]{64}$/;
export const hex = (description?: string) => z.string().meta({ pattern: HEX.source, description });
/** Where the portal's own types know the codes less exactly than the document does. */
export const codeAmong = (codes: readonly string[], description?: string) =>
  z.string().meta({ enum: [...codes], description });
export const upTo = <T extends z.ZodType>(item: T, most: number, description?: string) =>
  z.array(item).meta({ maxItems: most, description });

/** One of some codes, as a question says it. */
export const asked = <const T extends readonly [string, ...string[]]>(codes: T) =>
  z.enum(codes, { error: "unknown-choice" });

/** A parameter that may be left out, or left empty, as forms do: both say nothing. */
export const optional = <T extends z.ZodType>(schema: T, description: string) =>
  z
    .union([schema, z.literal("")], { error: "unknown-choice" })
    .optional()
    .meta({ description });

const ID = /^[1-9]\d{0,14}$/;

/** The id in an address. What can be no id is not found, as any other that nobody has. */
export const pathId = (description: string) =>
  z.object({
    id: z.string().regex(ID).transform(Number).meta({
      type: "integer",
      minimum: 1,
      maximum: 999_999_999_999_999,
      pattern: undefined,
      description,
    }),
  });

/** Where a page of the ledger begins: behind the line of that number. */
export const afterNumber = (description: string) =>
  z
    .string()
    .regex(/^\d{1,15}$/, { error: "unknown-choice" })
    .transform(Number)
    .default(0)
    .meta({ type: "integer", minimum: 0, maximum: 999_999_999_999_999, pattern: undefined, description });
const MATTER = /^(?:[1-9]\d{0,14}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** A matter in an address: its number, or the token of one that is not listed; see `matterOf`. */
export const pathMatter = (description: string) =>
  z.object({
    id: z
      .string()
      .regex(MATTER)
      .meta({
        type: undefined,
        pattern: undefined,
        anyOf: [
          { type: "integer", minimum: 1, maximum: 999_999_999_999_999 },
          { type: "string", format: "uuid" },
        ],
        description: `${description} Of one that is not listed the token in its page's address; its number is a 404 but for who has a part in it.`,
      }),
  });

/** Of an operation that has no parameters of this sort. */
export const none = z.object({});
