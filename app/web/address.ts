import type { IncomingMessage } from "node:http";

/** A name or an IP address with an optional port: what a Host header may be (RFC 9110, 7.2). */
const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/**
 * The address that a request asks for, always under the portal's own origin: a path that begins with `//`, and a
 * whole address in the request line, name no other host here, whatever the URL standard makes of them.
 *
 * @param publicOrigin where people find the portal; without it, what the request calls it
 * @returns undefined for what is no address
 */
export function addressOf(
  request: IncomingMessage & { originalUrl: string; protocol: string },
  publicOrigin: string | undefined,
): URL | undefined {
  const origin = publicOrigin ?? originOf(request);
  const path = pathOf(request.originalUrl);
  if (origin === undefined || path === undefined) return undefined;
  return URL.canParse(origin + path) ? new URL(origin + path) : undefined;
}

function originOf({ protocol, headers }: IncomingMessage & { protocol: string }): string | undefined {
  const { host } = headers;
  return host !== undefined && HOST.test(host) ? `${protocol}://${host}` : undefined;
}

function pathOf(target: string): string | undefined {
  if (target.startsWith("/")) return target;
  // The form that proxies use; every server must take it (RFC 9112, 3.2.2).
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return undefined;
  const { pathname, search } = new URL(target);
  return pathname + search;
}

/** More than any route has. */
const MOST_SEGMENTS = 12;
/** Links of one page whose routes its script asks for at once: each is looked for among all routes. */
const MOST_ASKED = 150;

/**
 * Whether the routes need to be asked about an address at all. Not about one that is no UTF-8, which they would only
 * complain about on the console; nor about a very deep one: their work grows with the square of the depth, and one
 * request for 3,000 segments held the whole process for five seconds.
 */
export function mayBeRouted({ pathname, searchParams }: URL): boolean {
  const asked = pathname.endsWith("/__manifest") ? searchParams.getAll("p") : [];
  return (
    asked.length <= MOST_ASKED &&
    isDecodable(pathname) &&
    [pathname, ...asked].every((path) => path.split("/").length <= MOST_SEGMENTS)
  );
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
