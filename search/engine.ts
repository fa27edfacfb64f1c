import type { DocumentRef, Facet, Filters, SearchDocument } from "#db/search-document.ts";
import type { Language } from "#db/tables/language.ts";
import type { SearchedKind } from "#db/tables/search.ts";

/**
 * The contract of search: what is put in, what is asked and what comes back. Two engines keep it, and one test suite
 * runs on both: `postgres.ts` (the embedded default; it lives in the portal's own database) and `meilisearch.ts`.
 *
 * Nothing here knows of pages or languages of the interface; a hit names a document, and whoever shows it reads how
 * the matter stands now (count, stage, whether it may be seen) from the database.
 */

/** Unique in the index: `proposal-12`. */
export type DocumentKey = `${SearchedKind}-${number}`;

export const keyOf = ({ kind, id }: DocumentRef): DocumentKey => `${kind}-${id}`;

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

export interface SearchPage extends SearchAnswer {
  facets: FacetCounts;
  /** The query as it was probably meant, when fewer than {@link FEW_HITS} answer it as it was typed. */
  correction: string | null;
}

/** Fewer hits than this may mean that it was typed wrong. */
export const FEW_HITS = 4;

export interface SimilarQuery {
  spaceId: number;
  title: string;
  text: string;
  kinds: readonly SearchedKind[];
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
  /** The same answer with the counts and a correction beside it, for a page: what they share is found once. */
  search(query: SearchQuery): Promise<SearchPage>;
  /** What speaks of the same; `score` is comparable across calls here: 1 is the same text, about 0.5 the same concern. */
  similar(query: SimilarQuery): Promise<Hit[]>;
  /** For a box that is being typed into: fast, titles only. */
  suggest(query: { spaceId: number; text: string; language: Language; limit: number }): Promise<Suggestions>;
}

/** What pages ask: an engine, or one that stands in for another. */
export type Searcher = Pick<SearchEngine, "query" | "search" | "similar" | "suggest">;

/** Thrown by an engine that does not answer; whoever asked may ask another. Recognised by its name. */
export class EngineUnavailable extends Error {
  override readonly name = "EngineUnavailable";
}
