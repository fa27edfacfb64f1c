import { useLocation } from "@remix-run/react";

/**
 * Where a form below an opinion goes: this very view of the list, and after it, without JavaScript, back to the
 * opinion (a browser keeps the fragment over the redirect).
 */
export function useListAddress(opinionId: number): string {
  const { pathname, search } = useLocation();
  const query = new URLSearchParams(search);
  query.delete("given");
  return `${pathname}${query.size > 0 ? `?${query}` : ""}#opinion-${opinionId}`;
}
