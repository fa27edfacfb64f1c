/** The search page with another choice: from its own query, which never holds the page. */
export function searchAddress(query: string, change: (parameters: URLSearchParams) => void): string {
  const parameters = new URLSearchParams(query);
  change(parameters);
  return parameters.size > 0 ? `/search?${parameters}` : "/search";
}
