import type { FederatedMultiSearchParams, MultiSearchParams } from "meilisearch";
import { FACETS } from "#db/search-document.ts";
import type { StoredDocument } from "./meilisearch-document.ts";
import { filterOf, type Scope } from "./meilisearch-filter.ts";
import type { Question } from "./meilisearch-questions.ts";
import type { MeilisearchServer } from "./meilisearch-server.ts";

/** Keys that each question may bring when many are asked for the same. */
const PER_QUESTION = 200;

interface Wanted {
  columns: readonly string[];
  limit: number;
  sort?: string[];
  facets?: boolean;
  /** Nobody asks how many there are. */
  uncounted?: boolean;
}

/** The client's types do not know pages of a federated search yet. */
interface FederatedPage extends FederatedMultiSearchParams {
  federation: FederatedMultiSearchParams["federation"] & { page?: number; hitsPerPage?: number };
}

/** Asks an index several questions at once. */
export class MeilisearchReader {
  constructor(
    private readonly server: MeilisearchServer,
    private readonly index: string,
  ) {}

  /** All that answers one of the questions, merged; what answers several stands where its best answer puts it. */
  async ask<T extends Record<string, unknown>>(
    questions: readonly Question[],
    scope: Scope,
    options: Wanted,
  ) {
    if (questions.length === 0) return { hits: [], total: 0, facets: {} };
    const filter = filterOf(scope);
    const response = await this.server.search((client) =>
      client.multiSearch<FederatedPage, T>({
        federation: {
          // by pages all matches are counted, else the looking ends with the limit and the total is a guess
          ...(options.uncounted ? { limit: options.limit } : { page: 1, hitsPerPage: options.limit }),
          facetsByIndex: options.facets ? { [this.index]: [...FACETS] } : {},
        },
        queries: questions.map(({ weight, sure: _, ...question }) => ({
          ...question,
          indexUid: this.index,
          filter,
          sort: options.sort ?? [],
          attributesToRetrieve: [...options.columns],
          federationOptions: { weight },
        })),
      }),
    );
    return {
      hits: response.hits,
      total: response.totalHits ?? response.estimatedTotalHits ?? response.hits.length,
      facets: response.facetsByIndex?.[this.index]?.distribution ?? {},
    };
  }

  /** The documents that answer the most questions best. Apart and not merged: merging keeps only the best answer of each. */
  async sharingMost(questions: readonly Question[], scope: Scope, count: number): Promise<string[]> {
    const filter = filterOf(scope);
    const { results } = await this.server.search((client) =>
      client.multiSearch<MultiSearchParams, Pick<StoredDocument, "key">>({
        queries: questions.map(({ weight: _weight, sure: _sure, ...question }) => ({
          ...question,
          indexUid: this.index,
          filter,
          limit: PER_QUESTION,
          attributesToRetrieve: ["key"],
          showRankingScore: true,
        })),
      }),
    );
    const sums = new Map<string, number>();
    for (const { hits } of results) {
      for (const { key, _rankingScore = 0 } of hits) sums.set(key, (sums.get(key) ?? 0) + _rankingScore);
    }
    return [...sums]
      .sort(([, a], [, b]) => b - a)
      .slice(0, count)
      .map(([key]) => key);
  }
}
