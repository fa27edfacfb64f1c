import type { RequestHandler } from "express";
import { readSpaceAddress } from "#app/domain/space/address.ts";
import type { Portal } from "#app/portal.ts";

/** What an operator looks for in the log: somebody who tries doors, and who comes too often. */
const EVENTS = new Map([
  [401, "sign-in-needed"],
  [403, "refused"],
  [429, "limited"],
]);

/**
 * One line a request and its time in the metrics. The path is logged without its query, which can carry what
 * somebody typed, and no address of a person is.
 */
export function observe(portal: Portal): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    response.once("close", () => {
      const { method, path } = request;
      record(portal, { method, path, status: response.statusCode, key: response.locals.apiKey }, started);
    });
    next();
  };
}

interface Answered {
  method: string;
  path: string;
  status: number;
  /** The number of the key that was shown, never its text. */
  key?: unknown;
}

/** @param started when the request came, by `performance.now()` */
export function record(
  { metrics, log }: Pick<Portal, "metrics" | "log">,
  { method, path, status, key }: Answered,
  started: number,
): void {
  const seconds = (performance.now() - started) / 1000;
  metrics.requests.observe(
    { door: doorOf(readSpaceAddress(path).path), method, status: `${Math.floor(status / 100)}xx` },
    seconds,
  );
  const shown = typeof key === "number" ? { key } : {};
  const line = { method, path, status, ms: Math.round(seconds * 1000), ...shown };
  if (status >= 500) log.error(line, "answered with an error");
  else if (EVENTS.has(status)) log.warn({ event: EVENTS.get(status), ...line }, "refused");
  else if (path.startsWith("/assets/")) log.debug(line, "file");
  else log.info(line, "answered");
}

/** Few values, as a label of metrics must have. */
function doorOf(path: string): string {
  if (path.startsWith("/api/")) return "api";
  if (path.startsWith("/assets/")) return "assets";
  if (path.startsWith("/live/")) return "live";
  if (path.startsWith("/auth/") || path.startsWith("/agency/")) return "sign-in";
  return "page";
}
