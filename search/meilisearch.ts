import type { DocumentRef, SearchDocument } from "#db/search-document.ts";
import { type AnalysedQuery, analyse } from "./analyse.ts";
import { correct } from "./correct.ts";
import {
  type FacetCounts,
  FEW_HITS,
  type Hit,
  keyOf,
  MAX_HITS,
  type SearchAnswer,
  type SearchEngine,
  type SearchPage,
  type SearchQuery,
  type SimilarQuery,
  type Suggestions,
} from "./engine.ts";
import { countFacets } from "./facet-counts.ts";
import type { Scope } from "./meilisearch-filter.ts";
import { MeilisearchIndex } from "./meilisearch-index.ts";
import {
  EVERYTHING,
  looseQuestions,
  nearTitlesQuestion,
  questionsFor,
  similarQuestions,
  suggestQuestions,
  wordQuestion,
} from "./meilisearch-questions.ts";
import {
  comparators,
  type Judge,
  type Judged,
  judgeOf,
  rankSimilar,
  rankSuggestions,
  TEXT_COLUMNS,
  type TextCandidate,
  TITLE_COLUMNS,
  type TitleCandidate,
} from "./meilisearch-rank.ts";
import { MeilisearchReader } from "./meilisearch-reader.ts";
import { MeilisearchServer } from "./meilisearch-server.ts";
import type { WordsReader } from "./words.ts";

export interface MeilisearchOptions {
  url: string;
  apiKey?: string;
  words: WordsReader;
  /** The name of the index; by default `gonggam`. */
  index?: string;
}

/** Hits that are compared with the query letter by letter; the others stay as Meilisearch ordered them. */
const RERANKED = 100;
/** Texts that are compared with a text. */
const SIMILAR_CANDIDATES = 40;
/** With a title this good nobody needs more that is less like the query. */
const GOOD = 0.75;

/** The engine for production: a Meilisearch server beside the portal, v1.50 or later. */
export class MeilisearchEngine implements SearchEngine {
  readonly name = "meilisearch";
  readonly #index: MeilisearchIndex;
  readonly #reader: MeilisearchReader;
  readonly #words: WordsReader;

  constructor({ url, apiKey, words, index = "gonggam" }: MeilisearchOptions) {
    const server = new MeilisearchServer({ url, apiKey, index });
    this.#index = new MeilisearchIndex(server, index);
    this.#reader = new MeilisearchReader(server, index);
    this.#words = words;
  }

  // ─── the index; see MeilisearchIndex ────────────────────────────────────────────────────────────

  async prepare(spaceId: number): Promise<"created" | "ready"> {
    return this.#index.prepare(await this.#words(spaceId));
  }

  has(index: string): Promise<boolean> {
    return this.#index.has(index);
  }

  newRebuildName(): string {
    return this.#index.newRebuildName();
  }

  /** Makes an index beside the one that is searched, if there is none of this name; fill it, then finish it. */
  async beginRebuild(spaceId: number, index: string): Promise<void> {
    await this.#index.prepare(await this.#words(spaceId), index);
  }

  finishRebuild(index: string): Promise<void> {
    return this.#index.finishRebuild(index);
  }

  index(documents: readonly SearchDocument[], index?: string): Promise<void> {
    return this.#index.add(documents, index);
  }

  remove(refs: readonly DocumentRef[], index?: string): Promise<void> {
    return this.#index.remove(refs, index);
  }

  // ─── questions ──────────────────────────────────────────────────────────────────────────────────

  async query(query: SearchQuery): Promise<SearchAnswer> {
    const { offset, order } = query;
    const upTo = Math.min(MAX_HITS, offset + query.limit);
    // what is equal stands in one order on every page
    const sort = [order === "support" ? "supportCount:desc" : "publishedAt:desc", "kind:asc", "id:asc"];
    if (query.text.trim() === "") {
      const { hits, total } = await this.#reader.ask<TitleCandidate>([EVERYTHING], query, {
        columns: TITLE_COLUMNS,
        limit: upTo,
        sort,
      });
      return answer(
        hits.slice(offset).map(({ kind, id }) => ({ kind, id, score: 0 })),
        total,
      );
    }
    const analysed = await this.#analyse(query);
    const questions = questionsFor(analysed);
    const found = await this.#reader.ask<TitleCandidate>(questions, query, {
      columns: TITLE_COLUMNS,
      limit: Math.max(RERANKED, upTo),
      sort: order === "relevance" ? [] : sort,
    });
    const judge = judgeOf(analysed);
    // what shares tokens with the query may be less like it than they promised
    const judged = found.hits.flatMap((hit) =>
      judge(hit, questions[hit._federation?.queriesPosition ?? -1]?.sure),
    );
    const more =
      judged.length < RERANKED && !judged.some(({ score }) => score >= GOOD)
        ? await this.#loosely(analysed, query, judged, judge)
        : [];
    const best = [...judged.slice(0, RERANKED), ...more];
    if (order === "relevance" || more.length > 0) best.sort(comparators[order]);
    const hits = [...best, ...judged.slice(RERANKED)].slice(offset, upTo);
    return answer(
      hits.map(({ candidate: { kind, id }, score }) => ({ kind, id, score })),
      found.total - found.hits.length + judged.length + more.length,
    );
  }

  /** What has some of the words, or some of the letters, and is like enough when looked at. */
  async #loosely(
    analysed: AnalysedQuery,
    scope: Scope,
    known: readonly Judged[],
    judge: Judge,
  ): Promise<Judged[]> {
    const { hits } = await this.#reader.ask<TitleCandidate>(looseQuestions(analysed), scope, {
      columns: TITLE_COLUMNS,
      limit: RERANKED,
      uncounted: true,
    });
    const keys = new Set(known.map(({ candidate }) => keyOf(candidate)));
    return hits.filter((hit) => !keys.has(keyOf(hit))).flatMap((hit) => judge(hit));
  }

  async search(query: SearchQuery): Promise<SearchPage> {
    const [answer, facets] = await Promise.all([this.query(query), this.#facets(query)]);
    const few = query.text.trim() !== "" && answer.total < FEW_HITS;
    const correction = few ? (await this.suggest({ ...query, limit: 0 })).correction : null;
    return { ...answer, facets, correction };
  }

  async #facets(query: SearchQuery): Promise<FacetCounts> {
    const questions = query.text.trim() === "" ? [EVERYTHING] : questionsFor(await this.#analyse(query));
    return countFacets(query.filters, async (filters, wanted) => {
      const { facets } = await this.#reader.ask(
        questions,
        { ...query, filters },
        { columns: ["key"], limit: 1, facets: true },
      );
      return wanted.flatMap((facet) =>
        Object.entries(facets[facet] ?? {}).map(([value, count]) => ({ facet, value, count })),
      );
    });
  }

  async similar(query: SimilarQuery): Promise<Hit[]> {
    const scope = {
      spaceId: query.spaceId,
      filters: { kind: query.kinds },
      exceptMatter: query.exceptMatter,
    };
    const questions = similarQuestions(query.title, query.text);
    if (questions.length === 0 || query.kinds.length === 0) return [];
    const keys = await this.#reader.sharingMost(questions, scope, SIMILAR_CANDIDATES);
    if (keys.length === 0) return [];
    const { hits } = await this.#reader.ask<TextCandidate>(
      [EVERYTHING],
      { ...scope, keys },
      {
        columns: TEXT_COLUMNS,
        limit: keys.length,
      },
    );
    return rankSimilar(query, hits).slice(0, query.limit);
  }

  async suggest(query: { spaceId: number; text: string; limit: number }): Promise<Suggestions> {
    const analysed = await this.#analyse(query);
    const typed = analysed.variants[0]?.text;
    if (typed === undefined) return { hits: [], correction: null };
    const { hits } = await this.#reader.ask<TitleCandidate>(
      suggestQuestions(analysed),
      { spaceId: query.spaceId, filters: {} },
      { columns: TITLE_COLUMNS, limit: RERANKED, uncounted: true },
    );
    const { begun, like } = rankSuggestions(analysed, hits);
    const correction =
      begun.length > 0 || analysed.initials ? null : await this.#correct(query.spaceId, typed);
    return { hits: [...begun, ...like].slice(0, query.limit), correction };
  }

  #correct(spaceId: number, typed: string): Promise<string | null> {
    const scope = { spaceId, filters: {} };
    return correct(typed, {
      unknown: async (words) => {
        const found = await Promise.all(
          words.map((word) => this.#reader.ask([wordQuestion(word)], scope, { columns: ["key"], limit: 1 })),
        );
        return found.flatMap(({ total }, place) => (total === 0 ? [place] : []));
      },
      titlesNear: async (word) => {
        const { hits } = await this.#reader.ask<TitleCandidate>([nearTitlesQuestion(word)], scope, {
          columns: TITLE_COLUMNS,
          limit: RERANKED,
          uncounted: true,
        });
        return hits.map(({ title }) => title);
      },
    });
  }

  async #analyse({ spaceId, text }: { spaceId: number; text: string }): Promise<AnalysedQuery> {
    return analyse(text, await this.#words(spaceId));
  }
}

const answer = (hits: Hit[], total: number): SearchAnswer => ({
  hits,
  total: Math.min(total, MAX_HITS),
  exact: total < MAX_HITS,
});
