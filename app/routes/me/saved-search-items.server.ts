import type { SavedSearch } from "#app/domain/search/saved-searches.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { facetLabels } from "#app/doors/pages/search-page.ts";
import { FACETS } from "#db/search-document.ts";
import type { Language } from "#db/tables/language.ts";

/** Saved searches as one's own page lists them: the words, and the filters by their names. */
export function savedSearchItemsOf(searches: SavedSearch[], directory: Directory, language: Language) {
  const labelOf = facetLabels(directory, language);
  return searches.map(({ id, query, mail, request }) => ({
    id,
    query,
    mail,
    text: request?.text ?? new URLSearchParams(query).get("q") ?? "",
    /** null: it asks for something that is there no more. */
    filters:
      request &&
      FACETS.flatMap((facet) => (request.filters[facet] ?? []).map((value) => labelOf(facet, value))),
  }));
}

export type SavedSearchItem = ReturnType<typeof savedSearchItemsOf>[number];
