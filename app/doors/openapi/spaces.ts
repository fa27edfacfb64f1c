import type { PathsObject, SchemaObject } from "openapi3-ts/oas31";
import { SPACE_KINDS } from "#app/domain/space/kinds.ts";
import { API_PAGE_SIZES } from "../api/api-page-sizes.ts";
import { answer, object, oneOf, page, ref, string } from "./parts.ts";
import { problems } from "./problems.ts";
import { cursor, read } from "./shared.ts";

export const spaceSchemas: Record<string, SchemaObject> = {
  Space: object({
    code: string("Its name in addresses."),
    kind: oneOf(SPACE_KINDS),
    name: string("In the reader's language."),
    pages: string("The path of its front page."),
    api: string("What the paths of its API begin with: the same addresses as here, of its own matters."),
  }),
};

export const spacePaths: PathsObject = {
  "/api/v1/spaces": {
    get: {
      operationId: "listSpaces",
      tags: ["spaces"],
      summary: "The spaces of this portal, the first one first",
      description:
        "The first has the plain addresses, each other those under `/s/CODE` and `/api/v1/spaces/CODE`.",
      ...read(cursor),
      responses: {
        200: answer("A page of them.", page(ref("Space"), API_PAGE_SIZES.spaces)),
        ...problems(["invalid-input", "unavailable"], [{ field: "cursor", code: "unknown-choice" }]),
      },
    },
  },
};
