import type { FacetGroup } from "#app/components/search/search-filters.tsx";
import type { SearchHitItem } from "#app/components/search/search-hit.tsx";
import type { SearchRequest } from "#app/domain/search/search-schema.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import type { SearchItem } from "#app/domain/views/search-items.ts";
import type { SearchResult } from "#app/domain/views/search-public.ts";
import { addressOfFound } from "#app/doors/search-services.ts";
import { translator } from "#app/i18n/server.ts";
import { DOCUMENT_STATES, FACETS, type Facet, type Filters } from "#db/search-document.ts";
import type { Language } from "#db/tables/language.ts";
import { SEARCHED_KINDS } from "#db/tables/search.ts";
import type { FacetCounts } from "#search/engine.ts";
import { proposalItemsOf } from "./proposal-items.ts";

/** An answer as the search page shows it, in the reader's language. */
export function searchPageOf(
  result: SearchResult,
  request: SearchRequest,
  directory: Directory,
  language: Language,
) {
  const { items, total, exact, facets, correction, instead, waysOn } = result;
  return {
    items: items.map((item) => hitItemOf(item, directory, language)),
    total,
    exact,
    correction,
    instead,
    facets: facetGroupsOf(facets, request.filters, directory, language),
    waysOn: waysOn && {
      ...waysOn,
      popular: proposalItemsOf(waysOn.popular, directory, language),
    },
  };
}

function hitItemOf(item: SearchItem, directory: Directory, language: Language): SearchHitItem {
  const labels = labelsOf(directory, language);
  const { matter: _matter, ...rest } = item;
  return {
    ...rest,
    to: addressOfFound(item),
    category: labels.category(item.category),
    district: labels.district(item.district),
    office: item.office === null ? null : (labels.offices[item.office] ?? item.office),
  };
}

const DECLARED: Partial<Record<Facet, readonly string[]>> = { kind: SEARCHED_KINDS, state: DOCUMENT_STATES };

/** Each facet with its values: what is chosen stays, also when nothing is left of it, so that it can be taken back. */
function facetGroupsOf(
  counts: FacetCounts,
  filters: Filters,
  directory: Directory,
  language: Language,
): FacetGroup[] {
  const labelOf = facetLabels(directory, language);
  return FACETS.map((name) => {
    const chosen = filters[name] ?? [];
    const counted = new Map(counts[name].map(({ value, count }) => [value, count]));
    const values = [...new Set([...counted.keys(), ...chosen])];
    const place = (value: string) => DECLARED[name]?.indexOf(value) ?? 0;
    return {
      name,
      choices: values
        .map((value) => ({
          value,
          label: labelOf(name, value),
          count: counted.get(value) ?? 0,
          chosen: chosen.includes(value),
        }))
        .sort((a, b) =>
          name === "year"
            ? b.value.localeCompare(a.value)
            : place(a.value) - place(b.value) || b.count - a.count || a.label.localeCompare(b.label),
        ),
    };
  });
}

/** What each value of a facet is called. */
export function facetLabels(directory: Directory, language: Language) {
  const t = translator(language, directory.space.kind);
  const labels = labelsOf(directory, language);
  const kinds = new Map<string, string>(SEARCHED_KINDS.map((kind) => [kind, t(`search:kind.${kind}`)]));
  const states = new Map<string, string>(DOCUMENT_STATES.map((state) => [state, t(`search:state.${state}`)]));
  const names: Record<Facet, (value: string) => string> = {
    kind: (value) => kinds.get(value) ?? value,
    state: (value) => states.get(value) ?? value,
    category: labels.category,
    district: (value) => labels.district(value) ?? value,
    office: (value) => labels.offices[value] ?? value,
    year: (value) => value,
  };
  return (name: Facet, value: string) => names[name](value);
}
