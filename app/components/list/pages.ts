/** A list grows by as many pages in one; more would be a page that is long to make and long to read. */
export const MOST_PAGES = 8;

/** How many pages of a list are asked for in one; what is no such number is one. */
export function pagesOf(parameters: URLSearchParams): number {
  const said = parameters.get("pages") ?? "";
  return /^[1-9]$/.test(said) ? Math.min(Number(said), MOST_PAGES) : 1;
}
