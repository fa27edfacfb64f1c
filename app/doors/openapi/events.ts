import type { PathsObject, SchemaObject } from "openapi3-ts/oas31";
import type { FieldFault } from "#app/domain/errors.ts";
import { EVENT_KINDS } from "#app/domain/ledger/ledger.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import { answer, id, nullable, object, oneOf, page, query, ref, time } from "./parts.ts";
import { problems } from "./problems.ts";
import { read } from "./shared.ts";

export const eventSchemas: Record<string, SchemaObject> = {
  Event: {
    ...object({
      seq: id("Without a gap, in the order of commits."),
      space: id("Who holds the participation: this city."),
      matter: nullable(id(""), "null: the line is about the space itself."),
      kind: oneOf(EVENT_KINDS),
      at: time("UTC, with milliseconds: exactly as it was hashed."),
      data: {
        type: "object",
        description: "What happened; nothing about a person.",
        additionalProperties: { type: ["string", "number", "null"] },
      },
      hash: { type: "string", pattern: "^[0-9a-f]{64}$" },
    }),
    description: `One line of the public ledger. hash(n) = SHA-256( hash(n−1) as 32 bytes ‖ JCS of \`{seq, space,
matter, kind, at, data}\` ), hash(0) = 32 zero bytes; JCS is the JSON Canonicalization Scheme (RFC 8785). So anyone
can check the whole chain.`,
  },
};

const afterFault: FieldFault[] = [{ field: "after", code: "unknown-choice" }];

export const eventPaths: PathsObject = {
  "/api/v1/events": {
    get: {
      operationId: "listEvents",
      tags: ["ledger"],
      summary: "The public ledger, oldest first",
      ...read(
        query(
          "after",
          { type: "integer", minimum: 0, maximum: 999_999_999_999_999, default: 0 },
          "Only lines with a greater `seq`. `next` of a page is what to ask for here; at the end, the last `seq` that was seen.",
        ),
      ),
      responses: {
        200: answer("The lines.", page(ref("Event"), API_PAGE_SIZES.events)),
        ...problems(["invalid-input", "unavailable"], afterFault),
      },
    },
  },
};
