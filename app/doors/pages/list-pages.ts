import { MOST_PAGES } from "#app/components/list/most-pages.ts";
import { PortalError } from "#app/domain/errors.ts";

/**
 * How many pages of a list are asked for in one.
 *
 * @throws PortalError "invalid-input" for what is no such number: an address more would be a page more to keep
 */
export function pagesOf(parameters: URLSearchParams): number {
  const said = parameters.get("pages");
  if (said === null) return 1;
  const pages = /^[1-9]$/.test(said) ? Number(said) : 0;
  if (pages >= 1 && pages <= MOST_PAGES) return pages;
  throw new PortalError("invalid-input", { faults: [{ field: "pages", code: "unknown-choice" }] });
}
