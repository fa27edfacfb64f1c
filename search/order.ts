import type { DocumentRef } from "#db/search-document.ts";
import type { SearchOrder } from "./engine.ts";

/** What decides where a document stands in a list. */
export interface Standing extends DocumentRef {
  score: number;
  supportCount: number;
  /** Milliseconds since 1970. */
  publishedAt: number;
}

type Comparator<T> = (a: T, b: T) => number;

/** The orders of a list, as the database has them; what is equal by kind and id, so that pages do not overlap. */
export function comparatorsOf<T>(standingOf: (one: T) => Standing): Record<SearchOrder, Comparator<T>> {
  const by =
    (...differences: Comparator<Standing>[]): Comparator<T> =>
    (one, other) => {
      const [a, b] = [standingOf(one), standingOf(other)];
      for (const difference of differences) {
        const order = difference(a, b);
        if (order !== 0) return order;
      }
      return a.kind === b.kind ? a.id - b.id : a.kind < b.kind ? -1 : 1;
    };
  const score: Comparator<Standing> = (a, b) => b.score - a.score;
  const support: Comparator<Standing> = (a, b) => b.supportCount - a.supportCount;
  const date: Comparator<Standing> = (a, b) => b.publishedAt - a.publishedAt;
  return { relevance: by(score, support), date: by(date), support: by(support) };
}
