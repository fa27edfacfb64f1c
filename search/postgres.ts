import type { Queryable } from "#db/client.ts";
import { removeDocuments, upsertDocuments } from "#db/queries/search-documents.ts";
import {
  type CandidateRow,
  countFacetValues,
  countMatching,
  type DocumentOrder,
  type FacetValueCount,
  listMatching,
  type Matching,
  type SearchScope,
} from "#db/queries/search-matching.ts";
import type { DocumentRef, Facet, SearchDocument } from "#db/search-document.ts";
import { type AnalysedQuery, analyse } from "./analyse.ts";
import {
  type FacetCounts,
  type Hit,
  keyOf,
  type SearchAnswer,
  type SearchEngine,
  type SearchQuery,
  type SimilarQuery,
  type Suggestions,
} from "./engine.ts";
import { countFacets } from "./facet-counts.ts";
import { GramFrequencies, type SpaceFrequencies } from "./gram-frequencies.ts";
import { matchTitles, type TitleMatch, textMatching } from "./match.ts";
import { comparatorsOf } from "./order.ts";
import { prior, TEXT_SCORE } from "./rank.ts";
import { findSimilar } from "./similar.ts";
import { findSuggestions } from "./suggest.ts";
import { documentGrams } from "./text.ts";
import type { WordsReader } from "./words.ts";

/** Documents in one statement. */
const BATCH = 500;
/** Matches are counted up to here. */
const COUNTED = 5000;

type Asked = Pick<SearchQuery, "spaceId" | "text" | "filters" | "publishedAfter">;

/**
 * The embedded engine: it searches in the portal's own Postgres, with GIN indexes over grams (`text.ts`).
 *
 * Titles are found by the few rarest grams of a query and compared in memory, so the time of a query hardly grows
 * with the number of documents; texts match when they have all words. Every step is capped.
 */
export class PostgresEngine implements SearchEngine {
  readonly name = "embedded";
  readonly #frequencies: GramFrequencies;

  /** @param db for `index` and `remove` a transaction that holds the index lock */
  constructor(
    private readonly db: Queryable,
    private readonly words: WordsReader,
  ) {
    this.#frequencies = new GramFrequencies(db);
  }

  async index(documents: readonly SearchDocument[]): Promise<void> {
    // one row for each in a statement: the last one counts
    const unique = [...new Map(documents.map((document) => [keyOf(document), document])).values()];
    for (let from = 0; from < unique.length; from += BATCH) {
      const batch = unique
        .slice(from, from + BATCH)
        .map((document) => ({ document, grams: documentGrams(document) }));
      await upsertDocuments(this.db, batch);
    }
  }

  async remove(refs: readonly DocumentRef[]): Promise<void> {
    if (refs.length > 0) await removeDocuments(this.db, refs);
  }

  async query(query: SearchQuery): Promise<SearchAnswer> {
    const { offset, limit, order } = query;
    const scope = scopeOf(query);
    const upTo = offset + limit;
    if (query.text.trim() === "") {
      const { rows, count } = await this.#read(null, scope, order === "support" ? "support" : "date", upTo);
      return answer(
        rows.slice(offset).map((row) => hitOf(row, 0)),
        count,
      );
    }
    const [analysed, frequencies] = await this.#prepare(query);
    if (analysed.variants.length === 0) return { hits: [], total: 0, exact: true };
    const titles = await matchTitles(this.db, frequencies, analysed, scope);
    const matching = textMatching(analysed, titles);
    const found = matching
      ? await this.#read(matching, scope, order === "date" ? "date" : "support", upTo)
      : { rows: [], count: 0 };
    const inTexts = found.rows.map((row) => ({ row, score: TEXT_SCORE + prior(row.support_count) }));
    const hits = [...titles, ...inTexts].sort(comparators[order]).slice(offset, upTo);
    return answer(
      hits.map(({ row, score }) => hitOf(row, Math.min(1, score))),
      titles.length + found.count,
    );
  }

  async facets(query: Asked): Promise<FacetCounts> {
    if (query.text.trim() === "") {
      return countFacets(query.filters, (filters, facets) =>
        countFacetValues(this.db, null, scopeOf({ ...query, filters }), facets),
      );
    }
    const [analysed, frequencies] = await this.#prepare(query);
    return countFacets(query.filters, async (filters, facets) => {
      if (analysed.variants.length === 0) return [];
      // found as the list finds it, so that its totals are the same
      const scope = scopeOf({ ...query, filters });
      const titles = await matchTitles(this.db, frequencies, analysed, scope);
      const matching = textMatching(analysed, titles);
      const inTexts = matching ? await countFacetValues(this.db, matching, scope, facets, COUNTED) : [];
      return [...titles.flatMap(({ row }) => facets.flatMap((facet) => countOf(row, facet))), ...inTexts];
    });
  }

  async similar(query: SimilarQuery): Promise<Hit[]> {
    return findSimilar(this.db, await this.#frequencies.of(query.spaceId), query);
  }

  async suggest(query: { spaceId: number; text: string; limit: number }): Promise<Suggestions> {
    const [analysed, frequencies] = await this.#prepare(query);
    return findSuggestions(
      this.db,
      frequencies,
      analysed,
      { spaceId: query.spaceId, filters: {} },
      query.limit,
    );
  }

  async #prepare(query: { spaceId: number; text: string }): Promise<[AnalysedQuery, SpaceFrequencies]> {
    const [words, frequencies] = await Promise.all([
      this.words(query.spaceId),
      this.#frequencies.of(query.spaceId),
    ]);
    return [analyse(query.text, words), frequencies];
  }

  async #read(matching: Matching | null, scope: SearchScope, order: DocumentOrder, limit: number) {
    const [rows, count] = await Promise.all([
      listMatching(this.db, matching, scope, order, limit),
      countMatching(this.db, matching, scope, COUNTED),
    ]);
    return { rows, count };
  }
}

const scopeOf = ({ spaceId, filters, publishedAfter }: Asked): SearchScope => ({
  spaceId,
  filters,
  publishedAfter,
});

const hitOf = ({ kind, id }: CandidateRow, score: number): Hit => ({ kind, id, score });

const answer = (hits: Hit[], total: number): SearchAnswer => ({ hits, total, exact: total < COUNTED });

/** What a title counts for in a facet. */
function countOf(row: CandidateRow, facet: Facet): FacetValueCount[] {
  const value = row[facet];
  return value === null ? [] : [{ facet, value: String(value), count: 1 }];
}

const comparators = comparatorsOf(({ row, score }: TitleMatch) => ({
  kind: row.kind,
  id: row.id,
  score,
  supportCount: row.support_count,
  publishedAt: row.published_at.getTime(),
}));
