import type { Settings } from "meilisearch";
import type { SearchWords } from "#db/search-document.ts";
import { FACETS } from "#db/search-document.ts";
import { MAX_HITS } from "./engine.ts";
import { keysOf } from "./meilisearch-tokens.ts";
import { normalise } from "./text.ts";

/**
 * Settings of a Meilisearch index, as data. What is searched are fields that `meilisearch-document.ts` computes:
 * plain Latin tokens, so nothing depends on which languages a server was compiled with.
 *
 * Stop words are not here: `analyse.ts` leaves them out of the query. As a setting each new one would make the
 * server index everything anew, and a query of stop words alone would find every document there is.
 */
export function indexSettings(words: SearchWords): Settings {
  return {
    searchableAttributes: ["titleKeys", "titlePairs", "titleLetters", "titleInitials", "textGrams"],
    displayedAttributes: ["*"],
    filterableAttributes: ["key", "spaceId", "matterId", "publishedAt", ...FACETS],
    sortableAttributes: ["publishedAt", "supportCount", "kind", "id"],
    // An order by date or support stands above how well a document answers; stage and support decide among equals.
    rankingRules: [
      "sort",
      "words",
      "typo",
      "attributeRank",
      "exactness",
      "stage:desc",
      "supportCount:desc",
      "publishedAt:desc",
    ],
    typoTolerance: {
      enabled: true,
      // counted in keys: 횡단 has seven; grams have four, so no typo is looked for in them
      minWordSizeForTypos: { oneTypo: 5, twoTypos: 10 },
      disableOnAttributes: ["titlePairs", "titleLetters", "titleInitials", "textGrams"],
    },
    synonyms: synonymsOf(words),
    // pairs of words by their distance would be most of the index, and `rank.ts` looks at the order itself
    proximityPrecision: "byAttribute",
    pagination: { maxTotalHits: MAX_HITS },
    faceting: { maxValuesPerFacet: 200 },
    // values of a facet are never searched themselves
    facetSearch: false,
    // the tokens are Latin whatever the text is: nothing to guess
    localizedAttributes: [{ attributePatterns: ["*"], locales: ["eng"] }],
    // the server then gives what it has found so far; the portal waits for 1.5 s
    searchCutoffMs: 1200,
  };
}

/** Each word of a group leads to the others; in keys, as titles are indexed. */
function synonymsOf(words: SearchWords): Record<string, string[]> {
  // a map and not an object: every object has a "constructor"
  const synonyms = new Map<string, Set<string>>();
  for (const group of words.synonyms) {
    const keys = new Set(group.map((word) => keysOf(normalise(word))).filter(Boolean));
    // words that are typed alike are one
    if (keys.size < 2) continue;
    for (const key of keys) {
      const others = synonyms.get(key) ?? new Set();
      for (const other of keys) if (other !== key) others.add(other);
      synonyms.set(key, others);
    }
  }
  return Object.fromEntries([...synonyms].map(([key, others]) => [key, [...others]]));
}

/**
 * Whether a server has these settings; what it has besides is its default. Of synonyms it must have no more than
 * these: a group that was taken out is to be taken out there too.
 */
export function hasSettings(actual: unknown, wanted: Settings): boolean {
  return holds(actual, wanted) && holds(wanted.synonyms ?? {}, Object(actual).synonyms ?? {});
}

/** Whether everything in `wanted` stands in `actual`. */
function holds(actual: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    // some lists come back sorted
    const listed = (list: unknown[]) => list.map((one) => JSON.stringify(one)).sort();
    return Array.isArray(actual) && JSON.stringify(listed(actual)) === JSON.stringify(listed(wanted));
  }
  if (typeof wanted === "object" && wanted !== null) {
    return Object.entries(wanted).every(([name, value]) => holds(Object(actual)[name], value));
  }
  return actual === wanted;
}
