import { FACETS, type Filters } from "#db/search-document.ts";

/** Which documents a search is among. */
export interface Scope {
  spaceId: number;
  filters: Filters;
  publishedAfter?: Date;
  exceptMatter?: number;
  /** Only these. */
  keys?: readonly string[];
}

/** The scope in Meilisearch's filter language; every value is quoted, whatever it is. */
export function filterOf(scope: Scope): string[] {
  const filter = [`spaceId = ${scope.spaceId}`];
  for (const facet of FACETS) {
    const values = scope.filters[facet];
    if (values && values.length > 0) filter.push(`${facet} IN [${values.map(quoted).join(", ")}]`);
  }
  if (scope.publishedAfter) filter.push(`publishedAt > ${scope.publishedAfter.getTime()}`);
  if (scope.exceptMatter !== undefined) filter.push(`matterId != ${scope.exceptMatter}`);
  if (scope.keys) filter.push(`key IN [${scope.keys.map(quoted).join(", ")}]`);
  return filter;
}

/** A value for a filter. The server undoes escapes twice: of the quote, then of everything with a backslash. */
export function quoted(value: string): string {
  const escaped = value.toWellFormed().replaceAll("\\", "\\\\").replaceAll('"', '\\"');
  return `"${escaped}"`;
}
