import { z } from "zod";
import { ERROR_STATUS, type ErrorCode, FIELD_FAULT_CODES } from "#app/domain/errors.ts";
import { codeAmong, integer, string } from "./fields.ts";

/** How a refusal is written (RFC 9457), and what whole groups of operations may refuse. */
const FieldFaultBody = z
  .object({
    field: string("The field or parameter; inside something nested, with dots. `body` is the whole body."),
    code: z.enum(FIELD_FAULT_CODES),
    values: z
      .record(z.string(), z.number())
      .optional()
      .meta({ description: "Numbers that belong to the message, such as the limit that was passed." }),
    message: string("For people, in the language of the answer."),
  })
  .meta({ id: "FieldFault" });

export const Problem = z
  .object({
    type: z.string().meta({ format: "uri", description: "`urn:gonggam:problem:` and the code." }),
    code: codeAmong(Object.keys(ERROR_STATUS), "For programs; stays the same in every language."),
    status: integer({ minimum: 400, maximum: 599 }, "The same as the answer's."),
    title: string("For people, in the language of the answer."),
    detail: string("What to do about it, for people."),
    errors: z.array(FieldFaultBody).optional(),
    reasons: z.array(string("Why somebody may not sign a drive, for `not-eligible`.")).optional(),
  })
  .meta({ id: "Problem", description: "What was refused and why (RFC 9457)." });

/** What every write may be refused for, whatever it writes. */
export const WRITE_PROBLEMS = [
  "bad-request",
  "sign-in-needed",
  "cross-origin",
  "too-large",
  "too-many-requests",
  "unavailable",
] as const satisfies readonly ErrorCode[];

/** And for what its JSON says. */
export const BODY_PROBLEMS = ["unsupported-type", "invalid-input"] as const satisfies readonly ErrorCode[];
