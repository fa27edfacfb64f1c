import type { Combination } from "#db/queries/search-matching.ts";
import { FACETS, type Facet, type FacetCounts, type Filters } from "./engine.ts";

type Counted = Combination | Omit<Combination, "count">;

/**
 * Counts of each facet's values among the matches. A facet's own filter does not narrow its own counts: who chose one
 * category sees what the others would add.
 */
export function countFacets(matches: readonly Counted[], filters: Filters): FacetCounts {
  const facetValue = (match: Counted, facet: Facet) => (facet === "year" ? String(match.year) : match[facet]);
  const passes = (match: Counted, except: Facet) =>
    FACETS.every((facet) => {
      const wanted = filters[facet];
      if (facet === except || !wanted || wanted.length === 0) return true;
      const value = facetValue(match, facet);
      return value !== null && wanted.includes(value);
    });
  const count = (facet: Facet) => {
    const counts = new Map<string, number>();
    for (const match of matches) {
      const value = facetValue(match, facet);
      if (value === null || !passes(match, facet)) continue;
      counts.set(value, (counts.get(value) ?? 0) + ("count" in match ? match.count : 1));
    }
    return [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  };
  return {
    kind: count("kind"),
    category: count("category"),
    district: count("district"),
    state: count("state"),
    office: count("office"),
    year: count("year"),
  };
}
