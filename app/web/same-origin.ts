import type { IncomingHttpHeaders } from "node:http";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a request that may change something comes from our own pages. Browsers send Origin with every such
 * request and most send Sec-Fetch-Site, neither of which a page can forge; a request with neither proves nothing
 * and is refused (OWASP, Cross-Site Request Forgery Prevention, "verifying origin").
 */
export function isSameOrigin(method: string, headers: IncomingHttpHeaders, ownOrigin: string): boolean {
  if (SAFE_METHODS.has(method)) return true;
  if (headers.origin !== undefined) return headers.origin === ownOrigin;
  return headers["sec-fetch-site"] === "same-origin";
}
