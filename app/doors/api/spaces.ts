import { z } from "zod";
import { spacePath } from "#app/domain/space/address.ts";
import { SPACE_KINDS } from "#app/domain/space/kinds.ts";
import type { SpaceSummary } from "#app/domain/views/read-spaces.ts";
import type { Language } from "#db/tables/language.ts";
import { API_PAGE_SIZES } from "./api-page-sizes.ts";
import { none, string } from "./fields.ts";
import type { ReadOperation } from "./operation.ts";
import { cursor, page } from "./words.ts";

const Space = z
  .object({
    code: string("Its name in addresses."),
    kind: z.enum(SPACE_KINDS),
    name: string("In the reader's language."),
    pages: string("The path of its front page."),
    api: string("What the paths of its API begin with: the same addresses as here, of its own matters."),
  })
  .meta({ id: "Space" });

export const spaceItem = (
  { code, kind, name, prefix }: SpaceSummary,
  language: Language,
): z.input<typeof Space> => ({
  code,
  kind,
  name: name[language],
  pages: spacePath(prefix, "/"),
  api: spacePath(prefix, "/api/v1/").replace(/\/$/, ""),
});

export const listSpaces = {
  address: "/api/v1/spaces",
  method: "GET",
  permission: "public",
  operationId: "listSpaces",
  tag: "spaces",
  summary: "The spaces of this portal, the first one first",
  description:
    "The first has the plain addresses, each other those under `/s/CODE` and `/api/v1/spaces/CODE`.",
  path: none,
  query: z.object({ cursor }),
  answers: { 200: { description: "A page of them.", schema: page(Space, API_PAGE_SIZES.spaces) } },
  problems: ["invalid-input", "unavailable"],
  faults: [{ field: "cursor", code: "unknown-choice" }],
} satisfies ReadOperation;
