import { z } from "zod";
import { PortalError } from "#app/domain/errors.ts";
import { parseInput } from "#app/domain/input.ts";
import { decodeCursor } from "#app/domain/matter/cursor.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { DOCUMENT_STATES, FACETS, type Facet, type Filters } from "#db/search-document.ts";
import { SEARCHED_KINDS } from "#db/tables/search.ts";
import { MAX_HITS, MAX_QUERY_LENGTH, SEARCH_ORDERS, type SearchOrder } from "#search/engine.ts";

/** What somebody looks for, as it stands in an address. */
export interface SearchRequest {
  text: string;
  filters: Filters;
  order: SearchOrder;
}

/** Far more than there are values to choose from; an address with thousands is no choice of anybody's. */
export const MOST_VALUES = 40;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\s]+/g;

/**
 * The words, forgivingly: what was copied from somewhere with a line break in it is still a question. Only a length
 * that nobody types is refused.
 */
const searchText = z.string().transform((value, context) => {
  // In characters, of what was typed, as `maxLength` has it; the first test is cheap where there are thousands.
  if (value.length <= MAX_QUERY_LENGTH * 4 && [...value].length <= MAX_QUERY_LENGTH)
    return value.normalize("NFC").replace(CONTROLS, " ").trim();
  context.addIssue({ code: "custom", message: "too-long", params: { max: MAX_QUERY_LENGTH } });
  return z.NEVER;
});

/** Which values each facet may be narrowed to here. A year is any: the index knows which there are. */
function facetChoices(directory: Directory): Record<Exclude<Facet, "year">, readonly string[]> {
  const codes = (items: { code: string }[]) => items.map(({ code }) => code);
  return {
    kind: SEARCHED_KINDS,
    category: codes(directory.categories),
    district: codes(directory.districts),
    state: DOCUMENT_STATES,
    office: codes(directory.offices),
  };
}

function searchSchema(directory: Directory) {
  const valuesOf = (fits: (value: string) => boolean) =>
    z
      .array(z.string())
      .max(MOST_VALUES, { error: "unknown-choice" })
      .refine((values) => values.every(fits), { error: "unknown-choice" });
  const choices = facetChoices(directory);
  const among = (facet: keyof typeof choices) => valuesOf((value) => choices[facet].includes(value));
  return z.object({
    q: searchText,
    kind: among("kind"),
    category: among("category"),
    district: among("district"),
    state: among("state"),
    office: among("office"),
    year: valuesOf((value) => /^(19|20)\d\d$/.test(value)),
    sort: z.enum(SEARCH_ORDERS, { error: "unknown-choice" }).optional(),
  });
}

/**
 * Reads an address: `q`, `sort`, and each facet as often as it has values. What is left empty counts as not said.
 *
 * @throws PortalError "invalid-input", with the parameter that cannot be understood
 */
export function parseSearch(parameters: URLSearchParams, directory: Directory): SearchRequest {
  const values = (name: string) => [...new Set(parameters.getAll(name).filter((value) => value !== ""))];
  const { q, sort, ...facets } = parseInput(searchSchema(directory), {
    q: parameters.get("q") ?? "",
    ...Object.fromEntries(FACETS.map((facet) => [facet, values(facet)])),
    sort: parameters.get("sort") || undefined,
  });
  const filters: Filters = {};
  for (const facet of FACETS) if (facets[facet].length > 0) filters[facet] = facets[facet];
  // Without words nothing is nearer to them than anything else.
  const order =
    sort === undefined || (sort === "relevance" && q === "") ? (q === "" ? "date" : "relevance") : sort;
  return { text: q, filters, order };
}

/**
 * The words alone, for suggestions.
 *
 * @throws PortalError "invalid-input" for more than anybody types
 */
export function parseText(parameters: URLSearchParams): string {
  return parseInput(z.object({ q: searchText }), { q: parameters.get("q") ?? "" }).q;
}

/** The one address of a request: the same question is written the same, however it was asked. */
export function searchParameters({ text, filters, order }: SearchRequest): URLSearchParams {
  const parameters = new URLSearchParams();
  if (text !== "") parameters.set("q", text);
  for (const facet of FACETS)
    for (const value of [...(filters[facet] ?? [])].sort()) parameters.append(facet, value);
  if (order !== (text === "" ? "date" : "relevance")) parameters.set("sort", order);
  return parameters;
}

export const asksSomething = ({ text, filters }: SearchRequest): boolean =>
  text !== "" || Object.keys(filters).length > 0;

const refused = (field: string, values?: Record<string, number>) =>
  new PortalError("invalid-input", { faults: [{ field, code: "unknown-choice", values }] });

/**
 * @returns how many hits stand before page `page` (from 1)
 * @throws PortalError "invalid-input" for what is no page, or one past {@link MAX_HITS}
 */
export function offsetOfPage(page: string | null, pageSize: number): number {
  if (page === null || page === "") return 0;
  const number = /^[1-9]\d{0,3}$/.test(page) ? Number(page) : undefined;
  if (number === undefined || number * pageSize > MAX_HITS) throw refused("page");
  return (number - 1) * pageSize;
}

/**
 * @returns how many hits the cursor says were read: hits have no key of their own to go on from
 * @throws PortalError "invalid-input" for one that no answer gave out
 */
export function offsetOfCursor(cursor: string | null, order: SearchOrder, pageSize: number): number {
  const offset = decodeCursor(cursor, order, [])?.id ?? 0;
  if (offset + pageSize > MAX_HITS) throw refused("cursor");
  return offset;
}
