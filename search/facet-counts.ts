import type { FacetValueCount } from "#db/queries/search-matching.ts";
import { FACETS, type Facet, type Filters } from "#db/search-document.ts";
import type { FacetCounts } from "./engine.ts";

/**
 * Counts of each facet's values. A facet's own filter does not narrow its own counts: who chose one category sees
 * what the others would add. So all facets that nothing is chosen of are counted together, each other one alone.
 *
 * @param count counts some facets among what some filters let through; the same value may come more than once
 */
export async function countFacets(
  filters: Filters,
  count: (filters: Filters, facets: readonly Facet[]) => Promise<readonly FacetValueCount[]>,
): Promise<FacetCounts> {
  const chosen = FACETS.filter((facet) => (filters[facet] ?? []).length > 0);
  const open = FACETS.filter((facet) => !chosen.includes(facet));
  const counted = await Promise.all([
    open.length === 0 ? [] : count(filters, open),
    ...chosen.map((facet) => count({ ...filters, [facet]: [] }, [facet])),
  ]);
  const sums = new Map<Facet, Map<string, number>>();
  for (const one of counted.flat()) {
    const values = sums.get(one.facet) ?? new Map<string, number>();
    values.set(one.value, (values.get(one.value) ?? 0) + one.count);
    sums.set(one.facet, values);
  }
  const of = (facet: Facet) =>
    [...(sums.get(facet) ?? [])]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return {
    kind: of("kind"),
    category: of("category"),
    district: of("district"),
    state: of("state"),
    office: of("office"),
    year: of("year"),
  };
}
