import { z } from "zod";
import { MOST_VALUES } from "#app/domain/search/search-schema.ts";
import type { FoundTitle, SearchItem } from "#app/domain/views/search-items.ts";
import { MOST_SUGGESTIONS } from "#app/domain/views/suggest.ts";
import { addressOfFound } from "#app/doors/search-services.ts";
import { DOCUMENT_STATES } from "#db/search-document.ts";
import { SEARCHED_KINDS } from "#db/tables/search.ts";
import { MAX_HITS, MAX_QUERY_LENGTH, SEARCH_ORDERS } from "#search/engine.ts";
import { API_PAGE_SIZES } from "./api-page-sizes.ts";
import { DriveStateWord } from "./drives.ts";
import { asked, boolean, count, id, integer, none, optional, string, time, upTo } from "./fields.ts";
import { linksTo, type ReadOperation } from "./operation.ts";
import { Category, cursor, District, districtOrAll, Next, Office } from "./words.ts";

const FoundKind = asked(SEARCHED_KINDS).meta({ id: "FoundKind" });
const FoundState = asked(DOCUMENT_STATES).meta({
  id: "FoundState",
  description:
    "A proposal's stage, whether a forum goes on, a drive's stage, or what a reply decided; opinions have none.",
});

const Part = z.object({ text: string(), hit: boolean("Whether it is what was looked for.") }).meta({
  id: "Part",
  description: "A piece of a text; all pieces in order are the text.",
});

const found = {
  kind: FoundKind,
  id: id("The proposal's, forum's, drive's or opinion's; of a reply its duty's."),
  matter: id("The proposal, forum or drive that it is, or belongs to."),
  title: string("Its own, or the title of what it belongs to."),
  titleParts: z.array(Part),
  supportCount: count(
    "Agreements of the proposal, participants of the forum or signatures of the drive that it is or belongs to.",
  ),
  url: string("Its address on the portal."),
};

const FoundItem = z
  .object({
    ...found,
    snippet: string("Where its text speaks of what was looked for. Plain text."),
    snippetParts: z.array(Part),
    category: Category,
    district: districtOrAll,
    state: FoundState.nullable(),
    office: Office.nullable().meta({ description: "Who is responsible, or replied." }),
    year: integer({ minimum: 1900, maximum: 2099 }),
    publishedAt: time("When it came before the public."),
    drive: z
      .object({
        kind: string("The code of its statute, as in `GET /api/v1/drives`."),
        state: DriveStateWord,
        required: count("How many signatures the law asks for."),
        collectUntil: time("The last moment for signing, as it stands now."),
      })
      .nullable()
      .meta({ description: "null: it is no drive." }),
  })
  .meta({ id: "FoundItem" });

const Suggestion = z.object(found).meta({ id: "Suggestion" });

const counts = z.array(z.object({ value: string(), count: count() }));
const FacetCounts = z
  .object({ kind: counts, category: counts, district: counts, state: counts, office: counts, year: counts })
  .meta({
    id: "FacetCounts",
    description: "How many each value would leave, with the filters of every other facet applied.",
  });

const plain = (segments: FoundTitle["title"]) => segments.map(({ text }) => text).join("");

export function suggestionItem({ matter, title, ...item }: FoundTitle): z.input<typeof Suggestion> {
  const { kind, id, supportCount } = item;
  return {
    kind,
    id,
    matter: matter.id,
    title: plain(title),
    titleParts: title,
    supportCount,
    url: addressOfFound({ kind, id, matter }),
  };
}

const stateOf = FoundState.nullable();

/** What the contract says of a drive beside the rest. */
const driveOf = (line: SearchItem["line"]) =>
  line && "statute" in line
    ? { kind: line.statute, state: line.state, required: line.required, collectUntil: line.collectUntil }
    : null;

export const foundItem = (item: SearchItem): z.input<typeof FoundItem> => ({
  ...item,
  ...suggestionItem(item),
  drive: driveOf(item.line),
  state: stateOf.parse(item.state),
  snippet: plain(item.snippet),
  snippetParts: item.snippet,
});

const words = z.string().optional().meta({
  maxLength: MAX_QUERY_LENGTH,
  description:
    "What to look for, as people type it: typing mistakes, missing spaces, half words and initial consonants are forgiven.",
});

/** Any of its values; what is left empty counts as not said. */
const filter = <T extends z.ZodType>(value: T, description: string) =>
  z
    .array(z.union([value, z.literal("")], { error: "unknown-choice" }))
    .max(MOST_VALUES, { error: "unknown-choice" })
    .optional()
    .meta({ description });

const year = z
  .string()
  .regex(/^(19|20)\d\d$/)
  .meta({ type: "integer", minimum: 1900, maximum: 2099, pattern: undefined });

const correction = string()
  .nullable()
  .meta({ description: "How `q` was probably meant, when hardly anything answers it." });

export const search = {
  address: "/api/v1/search",
  method: "GET",
  permission: "public",
  operationId: "search",
  tag: "search",
  summary: "Search proposals, forums, drives, opinions and replies",
  description: `Without \`q\`, everything that the filters let through, newest first. A parameter may be repeated: any of
its values. At most the first ${MAX_HITS.toLocaleString("en")} can be read.`,
  path: none,
  query: z.object({
    q: words,
    kind: filter(FoundKind, "Only of these kinds."),
    category: filter(Category, "Only of these categories."),
    district: filter(District, "Only of these districts."),
    state: filter(FoundState, "Only in these states."),
    office: filter(Office, "Only of these offices."),
    year: filter(year, "Only put before the public in these years."),
    sort: optional(
      asked(SEARCH_ORDERS),
      "Without it: by relevance when there is a `q`, else by date. Dates and counts come greatest first.",
    ),
    cursor,
  }),
  answers: {
    200: {
      description: "The page.",
      schema: z.object({
        items: upTo(FoundItem, API_PAGE_SIZES.search),
        next: Next,
        total: count("How many were found."),
        exact: boolean("Whether `total` is exact, or at least this many."),
        correction,
        facets: FacetCounts,
      }),
      // Of whichever kind it is: the others do not know it, and say so.
      links: linksTo("$response.body#/items/0/matter", "readProposal", "readForum", "readDrive"),
    },
  },
  problems: ["invalid-input", "unavailable"],
  faults: [{ field: "kind", code: "unknown-choice" }],
} satisfies ReadOperation;

export const suggest = {
  address: "/api/v1/search/suggestions",
  method: "GET",
  permission: "public",
  operationId: "suggest",
  tag: "search",
  summary: "What to offer while somebody types",
  description: "Titles that go on from, or contain, what was typed; best first.",
  path: none,
  query: z.object({ q: words }),
  answers: {
    200: {
      description: "All of them; there is never a next page.",
      schema: z.object({ items: upTo(Suggestion, MOST_SUGGESTIONS), next: z.null(), correction }),
    },
  },
  problems: ["invalid-input", "unavailable"],
  faults: [{ field: "q", code: "too-long", values: { max: MAX_QUERY_LENGTH } }],
} satisfies ReadOperation;
