import type { Queryable } from "#db/client.ts";
import { removeDocuments, upsertDocuments } from "#db/queries/search-documents.ts";
import {
  type CandidateRow,
  countFacetValues,
  countInScope,
  type FacetValueCount,
  listMatching,
  readTexts,
  type SearchScope,
  type TextMatches,
  type TextReading,
  type TextRow,
} from "#db/queries/search-matching.ts";
import { type DocumentRef, FACETS, type Facet, type SearchDocument } from "#db/search-document.ts";
import { type AnalysedQuery, analyse } from "./analyse.ts";
import {
  FEW_HITS,
  type Hit,
  keyOf,
  type SearchAnswer,
  type SearchEngine,
  type SearchPage,
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
import { findCorrection, findSuggestions } from "./suggest.ts";
import { documentGrams } from "./text.ts";
import type { WordsReader } from "./words.ts";

/** Documents in one statement. */
const BATCH = 500;
/** Matches are counted up to here. */
const COUNTED = 5000;

type Asked = Pick<SearchQuery, "spaceId" | "filters" | "publishedAfter">;

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
    if (query.text.trim() === "") {
      const [rows, count] = await Promise.all([
        listMatching(this.db, null, scope, order === "support" ? "support" : "date", offset + limit),
        countInScope(this.db, scope, COUNTED),
      ]);
      return answer(
        rows.slice(offset).map((row) => hitOf(row, 0)),
        count,
      );
    }
    const found = await this.#find(await this.#prepare(query), scope, { ...firstOf(query), facets: [] });
    return pageOf(found, query);
  }

  /** Titles that answer, and texts that have all words. */
  async #find([analysed, frequencies]: Question, scope: SearchScope, reading: TextReading): Promise<Found> {
    if (analysed.variants.length === 0) return { titles: [], texts: NONE };
    const titles = await matchTitles(this.db, frequencies, analysed, scope);
    const matching = textMatching(analysed, titles);
    return { titles, texts: matching ? await readTexts(this.db, matching, scope, reading) : NONE };
  }

  async search(query: SearchQuery): Promise<SearchPage> {
    if (query.text.trim() === "") {
      const [answer, facets] = await Promise.all([
        this.query(query),
        countFacets(query.filters, (filters, facets) =>
          countFacetValues(this.db, scopeOf({ ...query, filters }), facets),
        ),
      ]);
      return { ...answer, facets, correction: null };
    }
    const question = await this.#prepare(query);
    const found = this.#find(question, scopeOf(query), { ...firstOf(query), facets: FACETS });
    const correction = found.then((all) => this.#correct(question, query, all));
    const counted = countFacets(query.filters, async (filters, facets) => {
      // found as the list finds it, so that its totals are the same
      const { titles, texts } = await (filters === query.filters
        ? found
        : this.#find(question, scopeOf({ ...query, filters }), {
            ...firstOf(query),
            limit: 0,
            facets,
          }));
      const inTexts = texts.facets.filter(({ facet }) => facets.includes(facet));
      return [...titles.flatMap(({ row }) => facets.flatMap((facet) => countOf(row, facet))), ...inTexts];
    });
    const [facets, corrected] = await Promise.all([counted, correction]);
    return { ...pageOf(await found, query), facets, correction: corrected };
  }

  async #correct([analysed, frequencies]: Question, { spaceId }: Asked, { titles, texts }: Found) {
    if (titles.length + texts.count >= FEW_HITS) return null;
    return findCorrection(this.db, frequencies, analysed, { spaceId, filters: {} }, titles);
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

  async #prepare(query: { spaceId: number; text: string }): Promise<Question> {
    const [words, frequencies] = await Promise.all([
      this.words(query.spaceId),
      this.#frequencies.of(query.spaceId),
    ]);
    return [analyse(query.text, words), frequencies];
  }
}

type Question = [AnalysedQuery, SpaceFrequencies];

interface Found {
  titles: TitleMatch[];
  texts: TextMatches;
}

const NONE: TextMatches = { first: [], count: 0, facets: [] };

/** The texts that a page can need: any of them may stand behind all titles. */
const firstOf = ({ order, offset, limit }: SearchQuery) => ({
  order: order === "date" ? ("date" as const) : ("support" as const),
  limit: offset + limit,
  cap: COUNTED,
});

function pageOf({ titles, texts }: Found, { order, offset, limit }: SearchQuery): SearchAnswer {
  const inTexts = texts.first.map((row) => ({ row, score: TEXT_SCORE + prior(row.support_count) }));
  const hits = [...titles, ...inTexts].sort(comparators[order]).slice(offset, offset + limit);
  return answer(
    hits.map(({ row, score }) => hitOf(row, Math.min(1, score))),
    titles.length + texts.count,
  );
}

const scopeOf = ({ spaceId, filters, publishedAfter }: Asked): SearchScope => ({
  spaceId,
  filters,
  publishedAfter,
});

const hitOf = ({ kind, id }: DocumentRef, score: number): Hit => ({ kind, id, score });

const answer = (hits: Hit[], total: number): SearchAnswer => ({ hits, total, exact: total < COUNTED });

/** What a title counts for in a facet. */
function countOf(row: CandidateRow, facet: Facet): FacetValueCount[] {
  const value = row[facet];
  return value === null ? [] : [{ facet, value: String(value), count: 1 }];
}

const comparators = comparatorsOf(({ row, score }: { row: TextRow; score: number }) => ({
  kind: row.kind,
  id: row.id,
  score,
  supportCount: row.support_count,
  publishedAt: row.published_at.getTime(),
}));
