import type { PathsObject, SchemaObject } from "openapi3-ts/oas31";
import type { FieldFault } from "#app/domain/errors.ts";
import { MOST_SUGGESTIONS } from "#app/domain/search/suggest.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import {
  DOCUMENT_KINDS,
  DOCUMENT_STATES,
  FACETS,
  MAX_HITS,
  MAX_QUERY_LENGTH,
  SEARCH_ORDERS,
} from "#search/engine.ts";
import {
  answer,
  array,
  boolean,
  count,
  id,
  nullable,
  object,
  oneOf,
  query,
  ref,
  type Schema,
  string,
  time,
} from "./parts.ts";
import { problems } from "./problems.ts";
import { cursor, read } from "./shared.ts";

const found = {
  kind: ref("FoundKind"),
  id: id("The proposal's, forum's, drive's or opinion's; of a reply its duty's."),
  matter: id("The proposal, forum or drive that it is, or belongs to."),
  title: string("Its own, or the title of what it belongs to."),
  titleParts: array(ref("Part")),
  supportCount: count(
    "Agreements of the proposal, participants of the forum or signatures of the drive that it is or belongs to.",
  ),
  url: string("Its address on the portal."),
};

const year: SchemaObject = { type: "integer", minimum: 1900, maximum: 2099 };

export const searchSchemas: Record<string, SchemaObject> = {
  FoundKind: oneOf(DOCUMENT_KINDS),
  FoundState: oneOf(
    DOCUMENT_STATES,
    "A proposal's stage, whether a forum goes on, a drive's phase, or what a reply decided; opinions have none.",
  ),
  Part: {
    ...object({ text: string(), hit: boolean("Whether it is what was looked for.") }),
    description: "A piece of a text; all pieces in order are the text.",
  },
  FoundItem: object({
    ...found,
    snippet: string("Where its text speaks of what was looked for. Plain text."),
    snippetParts: array(ref("Part")),
    category: ref("Category"),
    district: nullable(ref("District"), "null: the whole city."),
    state: nullable(ref("FoundState")),
    office: nullable(ref("Office"), "Who is responsible, or replied."),
    year,
    publishedAt: time("When it came before the public."),
    drive: nullable(
      object({
        kind: string("The code of its statute, as in `GET /api/v1/drives`."),
        stage: ref("DriveStage"),
        required: count("How many signatures the law asks for."),
        collectUntil: time("The last moment for signing, as it stands now."),
      }),
      "null: it is no drive.",
    ),
  }),
  Suggestion: object(found),
  FacetCounts: {
    ...object(
      Object.fromEntries(
        FACETS.map((facet) => [facet, array(object({ value: string(), count: count("") }))]),
      ),
    ),
    description: "How many each value would leave, with the filters of every other facet applied.",
  },
};

const words = query(
  "q",
  { type: "string", maxLength: MAX_QUERY_LENGTH },
  "What to look for, as people type it: typing mistakes, missing spaces, half words and initial consonants are forgiven.",
);

const filter = (name: string, items: Schema, description: string) => ({
  ...query(name, { type: "array", items }, description),
  style: "form" as const,
  explode: true,
});

const chosenFault: FieldFault[] = [{ field: "kind", code: "unknown-choice" }];
const lengthFault: FieldFault[] = [{ field: "q", code: "too-long", values: { max: MAX_QUERY_LENGTH } }];
const correction = nullable(string(), "How `q` was probably meant, when hardly anything answers it.");

export const searchPaths: PathsObject = {
  "/api/v1/search": {
    get: {
      operationId: "search",
      tags: ["search"],
      summary: "Search proposals, forums, drives, opinions and replies",
      description: `Without \`q\`, everything that the filters let through, newest first. A parameter may be repeated: any of
its values. At most the first ${MAX_HITS.toLocaleString("en")} can be read.`,
      ...read(
        words,
        filter("kind", ref("FoundKind"), "Only of these kinds."),
        filter("category", ref("Category"), "Only of these categories."),
        filter("district", ref("District"), "Only of these districts."),
        filter("state", ref("FoundState"), "Only in these states."),
        filter("office", ref("Office"), "Only of these offices."),
        filter("year", year, "Only put before the public in these years."),
        query(
          "sort",
          oneOf(SEARCH_ORDERS),
          "Without it: by relevance when there is a `q`, else by date. Dates and counts come greatest first.",
        ),
        cursor,
      ),
      responses: {
        200: answer(
          "The page.",
          object({
            items: array(ref("FoundItem"), API_PAGE_SIZES.search),
            next: ref("Next"),
            total: count("How many were found."),
            exact: boolean("Whether `total` is exact, or at least this many."),
            correction,
            facets: ref("FacetCounts"),
          }),
        ),
        ...problems(["invalid-input", "too-many-requests", "unavailable"], chosenFault),
      },
    },
  },
  "/api/v1/search/suggestions": {
    get: {
      operationId: "suggest",
      tags: ["search"],
      summary: "What to offer while somebody types",
      description: "Titles that go on from, or contain, what was typed; best first.",
      ...read(words),
      responses: {
        200: answer(
          "All of them; there is never a next page.",
          object({ items: array(ref("Suggestion"), MOST_SUGGESTIONS), next: { type: "null" }, correction }),
        ),
        ...problems(["invalid-input", "too-many-requests", "unavailable"], lengthFault),
      },
    },
  },
};
