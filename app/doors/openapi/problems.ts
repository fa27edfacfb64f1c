import type { ResponseObject, ResponsesObject, SchemaObject } from "openapi3-ts/oas31";
import { ERROR_STATUS, type ErrorCode, FIELD_FAULT_CODES, type FieldFault } from "#app/domain/errors.ts";
import { problemBody } from "#app/doors/api/problem.ts";
import { array, object, oneOf, ref, string } from "./parts.ts";

/** What an address may refuse, with an example of each as the portal really says it. */
const WHEN: Record<number, string> = {
  400: "What was sent cannot be read: it is not JSON in UTF-8, or does not say its length.",
  401: "Nobody is signed in.",
  403: "Not from the portal's own origin, or not this person's to do.",
  404: "There is nothing with this id.",
  405: "The address exists, but not for this method; `Allow` names those it has.",
  409: "It was true a moment ago: closed meanwhile, or changed by somebody else. Read again and decide.",
  413: "The body is too large.",
  415: "The body is not `application/json`.",
  422: "Some fields or parameters are not valid; `errors` names each.",
  429: "Too many in a short time; `Retry-After` says how many seconds to wait.",
  503: "Not now; trying again later is safe.",
};

const seconds: SchemaObject = { type: "integer", minimum: 1 };
const HEADERS: Record<number, ResponseObject["headers"]> = {
  405: { Allow: { description: "The methods of this address.", schema: string(), required: true } },
  429: { "Retry-After": { description: "Seconds to wait.", schema: seconds, required: true } },
  503: { "Retry-After": { description: "Seconds to wait, where it can be told.", schema: seconds } },
};

export const problemSchemas: Record<string, SchemaObject> = {
  FieldFault: object(
    {
      field: string("The field or parameter; inside something nested, with dots. `body` is the whole body."),
      code: oneOf(FIELD_FAULT_CODES),
      values: {
        type: "object",
        description: "Numbers that belong to the message, such as the limit that was passed.",
        additionalProperties: { type: "number" },
      },
      message: string("For people, in the language of the answer."),
    },
    ["values"],
  ),
  Problem: {
    ...object(
      {
        type: { type: "string", format: "uri", description: "`urn:gonggam:problem:` and the code." },
        code: oneOf(Object.keys(ERROR_STATUS), "For programs; stays the same in every language."),
        status: { type: "integer", minimum: 400, maximum: 599, description: "The same as the answer's." },
        title: string("For people, in the language of the answer."),
        detail: string("What to do about it, for people."),
        errors: array(ref("FieldFault")),
        reasons: array(string("Why somebody may not sign a drive, for `not-eligible`.")),
      },
      ["errors", "reasons"],
    ),
    description: "What was refused and why (RFC 9457).",
  },
};

/**
 * The problems of an operation, by status; several codes may share one.
 *
 * @param faults for the example of "invalid-input"
 */
export function problems(codes: readonly ErrorCode[], faults: FieldFault[] = []): ResponsesObject {
  const statuses = [...new Set(codes.map((code) => ERROR_STATUS[code]))].sort((a, b) => a - b);
  const responseOf = (status: number): ResponseObject => {
    const here = codes.filter((code) => ERROR_STATUS[code] === status);
    const exampleOf = (code: ErrorCode) =>
      problemBody(code, "en", code === "invalid-input" ? { faults } : {});
    return {
      description: `${WHEN[status] ?? ""} Code: ${here.map((code) => `\`${code}\``).join(" or ")}.`,
      headers: HEADERS[status],
      content: {
        "application/problem+json": {
          schema: ref("Problem"),
          examples: Object.fromEntries(here.map((code) => [code, { value: exampleOf(code) }])),
        },
      },
    };
  };
  return Object.fromEntries(statuses.map((status) => [status, responseOf(status)]));
}

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
