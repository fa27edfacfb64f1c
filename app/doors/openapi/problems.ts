import type { ResponseObject, ResponsesObject, SchemaObject } from "openapi3-ts/oas31";
import { ERROR_STATUS, type ErrorCode, type FieldFault } from "#app/domain/errors.ts";
import { problemBody } from "#app/doors/api/problem.ts";

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

/** Said by the HTTP server before a word of the request is understood: so it has no body, and comes at any address. */
export const HEAD_TOO_LONG: ResponseObject = {
  description: "The address and the headers are longer than 16 KiB together. There is no body.",
};

const seconds: SchemaObject = { type: "integer", minimum: 1 };
const HEADERS: Record<number, ResponseObject["headers"]> = {
  405: {
    Allow: { description: "The methods of this address.", schema: { type: "string" }, required: true },
  },
  429: { "Retry-After": { description: "Seconds to wait.", schema: seconds, required: true } },
  503: { "Retry-After": { description: "Seconds to wait, where it can be told.", schema: seconds } },
};

/**
 * The problems of an operation, by status; several codes may share one.
 *
 * @param faults for the example of "invalid-input"
 */
export function problemResponses(
  codes: readonly ErrorCode[],
  schema: SchemaObject,
  faults: FieldFault[] = [],
): ResponsesObject {
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
          schema,
          examples: Object.fromEntries(here.map((code) => [code, { value: exampleOf(code) }])),
        },
      },
    };
  };
  return Object.fromEntries(statuses.map((status) => [status, responseOf(status)]));
}
