import { PHASES } from "#db/drive-phases.ts";
import type { Decision } from "#db/tables/duty.ts";
import type { Language } from "#db/tables/language.ts";
import type { MatterState } from "#db/tables/matter.ts";
import type { SearchedKind } from "#db/tables/search.ts";

/**
 * The contract of search: what is put in, what is asked and what comes back. Two engines keep it, and one test suite
 * runs on both: `postgres.ts` (the embedded default; it lives in the portal's own database) and `meilisearch.ts`.
 *
 * Nothing here knows of pages or languages of the interface; a hit names a document, and whoever shows it reads how
 * the matter stands now (count, stage, whether it may be seen) from the database.
 */

/** What can be found. Polls and commitments add their kind here and their reader in `db/queries/search-sources.ts`. */
export const DOCUMENT_KINDS = [
  "proposal",
  "forum",
  "drive",
  "opinion",
  "reply",
] as const satisfies readonly SearchedKind[];
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Which thing a document stands for. `id` is the matter's, the opinion's, or for a reply its duty's. */
export interface DocumentRef {
  kind: DocumentKind;
  id: number;
}

/** Unique in the index: `proposal-12`. */
export type DocumentKey = `${DocumentKind}-${number}`;

export const keyOf = ({ kind, id }: DocumentRef): DocumentKey => `${kind}-${id}`;

/**
 * Where the thing stands, as a filter: a proposal's stage, whether a forum goes on, a drive's phase, what a reply
 * decided. Opinions have none. Phases are states of their own: a signature is no agreement, and "ended" says what
 * "closed" does not, that the law goes no further with it.
 */
export const DOCUMENT_STATES = [
  "gathering",
  "awaiting",
  "answered",
  "open",
  "closed",
  ...PHASES,
  "will-do",
  "partly",
  "under-study",
  "cannot",
] as const satisfies readonly (string | MatterState | Decision)[];
export type DocumentState = (typeof DOCUMENT_STATES)[number];

/** One thing that can be found. Public text only: no name, no personal data, nothing hidden or withdrawn. */
export interface SearchDocument extends DocumentRef {
  spaceId: number;
  /** The matter whose page shows it: the proposal, forum or drive itself, an opinion's forum, what a reply answers. */
  matterId: number;
  language: string;
  /** Its own title, empty for opinions and replies: a search for a title finds the matter, not its 999 opinions. */
  title: string;
  /** The title in other languages and what else it goes by, such as the name of a drive's law; one a line. */
  otherTitles: string;
  /** Plain text, without Markdown. */
  text: string;
  category: string;
  district: string | null;
  state: DocumentState | null;
  /** The code of the office that is responsible or replied. */
  office: string | null;
  /** The year (Asia/Seoul) it was put before the public. */
  year: number;
  publishedAt: Date;
  supportCount: number;
}

/** What a list can be narrowed by. */
export const FACETS = ["kind", "category", "district", "state", "office", "year"] as const;
export type Facet = (typeof FACETS)[number];
/** Values as they stand in an address; within one facet any of them, across facets all. */
export type Filters = Partial<Record<Facet, readonly string[]>>;

export const SEARCH_ORDERS = ["relevance", "date", "support"] as const;
export type SearchOrder = (typeof SEARCH_ORDERS)[number];

export interface SearchQuery {
  spaceId: number;
  /** As it was typed, at most {@link MAX_QUERY_LENGTH} characters; empty: everything that the filters let through. */
  text: string;
  filters: Filters;
  order: SearchOrder;
  /** Only what was put before the public after this: for saved searches. */
  publishedAfter?: Date;
  offset: number;
  limit: number;
}

/** Longer queries are refused before they reach an engine. */
export const MAX_QUERY_LENGTH = 200;
/** offset + limit is never above this: nobody reads the thousandth hit, and each page before it costs. */
export const MAX_HITS = 1000;

export interface Hit extends DocumentRef {
  /** 0…1: how well it answers; comparable within one answer only. */
  score: number;
}

export interface SearchAnswer {
  hits: Hit[];
  total: number;
  /** Whether `total` is exact, or "at least this many". */
  exact: boolean;
}

/** How many documents each value of each facet would leave, with every other facet's filter applied. */
export type FacetCounts = Record<Facet, { value: string; count: number }[]>;

export interface SimilarQuery {
  spaceId: number;
  title: string;
  text: string;
  kinds: readonly DocumentKind[];
  /** Not this matter itself. */
  exceptMatter?: number;
  limit: number;
}

export interface Suggestions {
  /** Things whose title goes on from, or contains, what was typed; best first. */
  hits: Hit[];
  /** The query as it was probably meant, when hardly anything answers it as it was typed. */
  correction: string | null;
}

export interface SearchEngine {
  readonly name: "embedded" | "meilisearch";
  /** Puts documents in or replaces them. Resolves when they can be found. */
  index(documents: readonly SearchDocument[]): Promise<void>;
  /** Takes documents out. Resolves when they cannot be found any more. */
  remove(refs: readonly DocumentRef[]): Promise<void>;
  query(query: SearchQuery): Promise<SearchAnswer>;
  facets(query: Pick<SearchQuery, "spaceId" | "text" | "filters" | "publishedAfter">): Promise<FacetCounts>;
  /** What speaks of the same; `score` is comparable across calls here: 1 is the same text, about 0.5 the same concern. */
  similar(query: SimilarQuery): Promise<Hit[]>;
  /** For a box that is being typed into: fast, titles only. */
  suggest(query: { spaceId: number; text: string; language: Language; limit: number }): Promise<Suggestions>;
}

/** What pages ask: an engine, or one that stands in for another. */
export type Searcher = Pick<SearchEngine, "query" | "facets" | "similar" | "suggest">;

/** Thrown by an engine that does not answer; whoever asked may ask another. Recognised by its name. */
export class EngineUnavailable extends Error {
  override readonly name = "EngineUnavailable";
}
