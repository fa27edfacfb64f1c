import type { IncomingMessage, ServerResponse } from "node:http";
import { LRUCache } from "lru-cache";
import { displayCode } from "#app/platform/display.ts";
import type { Portal } from "#app/portal.ts";
import { keptDisplay } from "./display.ts";
import type { KeptAnswers } from "./kept-answers.ts";
import { keptLanguage } from "./language.ts";
import { record } from "./observe.ts";
import { sendKeptNow } from "./send-kept.ts";

/** Ways in which requests ask for what is kept. */
const MOST_REMEMBERED = 20_000;
const LONGEST = 1_000;

/**
 * What stands before everything else: an answer that is kept for everybody, and was asked for in the very same way
 * before, is sent again without asking anything anew. All that is decided on the way to a kept answer (the address, the
 * space, the route, the language, the look, that nobody is signed in) is decided by what stands in `wayOf`, and by nothing else.
 */
export class Front {
  /** The keys of kept answers by the way in which they were asked for. */
  readonly #keys = new LRUCache<string, string>({ max: MOST_REMEMBERED });

  constructor(
    private readonly portal: Pick<Portal, "sessions" | "devices" | "metrics" | "log">,
    private readonly kept: KeptAnswers,
    private readonly headers: Readonly<Record<string, string>>,
  ) {}

  /** What was asked for like this is answered with what is kept at `key`. */
  remember(request: IncomingMessage, key: string): void {
    const way = this.#wayOf(request);
    if (way !== undefined) this.#keys.set(way, key);
  }

  /** @returns false when it was not answered here */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    const started = performance.now();
    const way = this.#wayOf(request);
    const key = way === undefined ? undefined : this.#keys.get(way);
    const kept = key === undefined ? undefined : this.kept.ready(key);
    if (!kept) return false;
    for (const name in this.headers) response.setHeader(name, this.headers[name] ?? "");
    if (!sendKeptNow(request, response, kept)) return false;
    const { method = "GET", url = "/" } = request;
    const end = url.indexOf("?");
    const path = end < 0 ? url : url.slice(0, end);
    record(this.portal, { method, path, status: response.statusCode }, started);
    return true;
  }

  /**
   * All of a request that the answer for everybody depends on; undefined for what may be somebody's own, or is not
   * answered from what is kept.
   */
  #wayOf({ method, url = "", headers }: IncomingMessage): string | undefined {
    if (method !== "GET" && method !== "HEAD") return undefined;
    if (headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined)
      return undefined;
    // Whether a key holds is asked each time.
    if (headers.authorization !== undefined) return undefined;
    const { cookie = "", host = "" } = headers;
    // More than there must be: a session's name inside of another's is no harm.
    const { sessions, devices } = this.portal;
    if (cookie.includes(sessions.cookieName) || cookie.includes(devices.cookieName)) return undefined;
    const way = [
      host,
      headers["x-forwarded-proto"] ?? "",
      keptLanguage(cookie) ?? "",
      displayCode(keptDisplay(cookie)),
      headers["accept-language"] ?? "",
      url,
    ].join("\n");
    return way.length > LONGEST ? undefined : way;
  }
}
