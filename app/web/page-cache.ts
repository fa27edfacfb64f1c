import { createHash, randomBytes } from "node:crypto";
import { LRUCache } from "lru-cache";

/**
 * Pages for people who are not signed in, kept for a moment: when a proposal is in the news, thousands read it
 * and one render a second serves them all.
 *
 * - Fresh for FRESH_MS. After that the first reader renders anew while the others still get the old page
 *   (stale-while-revalidate), up to STALE_MS.
 * - Readers that come while a page is first rendered wait for that one render. When it fails, one of them tries
 *   again while the others wait; when that fails too, they get the failure. What sets a cookie, is no page, or says
 *   that one reader asked too much, is nobody's but its reader's, and each renders their own.
 * - A page is rendered with a placeholder in place of the nonce, and each answer puts its own nonce in: no two
 *   readers share one.
 */
const FRESH_MS = 1_000;
const STALE_MS = 5_000;
const MOST_BYTES = 64 * 1024 * 1024;

export interface Page {
  status: number;
  html: string;
  etag: string;
  headers: Headers;
  renderedAt: number;
}

interface Entry {
  page?: Page;
  /** The render under way, if any. */
  rendering?: Promise<Page | Response>;
}

type Render = (nonce: string) => Promise<Response>;

export class PageCache {
  readonly #placeholder = `nonce-${randomBytes(24).toString("hex")}`;
  readonly #entries = new LRUCache<string, Entry>({
    maxSize: MOST_BYTES,
    sizeCalculation: (entry, key) => key.length + 200 + (entry.page?.html.length ?? 0) * 2,
  });

  /**
   * @param key address and language: all that tells two pages apart
   * @param render makes the page with this nonce, for whoever waits for it: it must not end with one reader
   * @returns the page, to be sent with {@link fill}; or, if it is no page at all, the answer as it is
   */
  async get(key: string, render: Render): Promise<Page | Response> {
    for (let failuresSeen = 0; ; failuresSeen += 1) {
      const entry = this.#entries.get(key);
      const page = entry?.page;
      const age = page ? performance.now() - page.renderedAt : Number.POSITIVE_INFINITY;
      if (page && (age < FRESH_MS || (age < STALE_MS && entry?.rendering))) return page;
      if (!entry?.rendering) return this.#render(key, page, render);
      const last = failuresSeen > 0;
      try {
        const rendered = await entry.rendering;
        const own = rendered instanceof Response || rendered.headers.has("Set-Cookie");
        if (own || rendered.status === 429) return this.#make(render);
        if (rendered.status < 500 || last) return rendered;
      } catch (error) {
        if (last) throw error;
      }
    }
  }

  #make(render: Render): Promise<Page | Response> {
    return render(this.#placeholder).then(readPage);
  }

  #render(key: string, old: Page | undefined, render: Render): Promise<Page | Response> {
    const rendering = this.#make(render).then(
      (made) => {
        const keep = !(made instanceof Response) && made.status === 200 && !made.headers.has("Set-Cookie");
        if (keep) this.#entries.set(key, { page: made });
        else this.#entries.delete(key);
        return made;
      },
      (error: unknown) => {
        this.#entries.delete(key);
        throw error;
      },
    );
    this.#entries.set(key, { page: old, rendering });
    return rendering;
  }

  /** The page's HTML with an answer's own nonce. */
  fill(page: Page, nonce: string): string {
    return page.html.replaceAll(this.#placeholder, nonce);
  }
}

async function readPage(response: Response): Promise<Page | Response> {
  if (!response.headers.get("Content-Type")?.startsWith("text/html")) return response;
  const html = await response.text();
  return {
    status: response.status,
    html,
    etag: `W/"${createHash("sha256").update(html).digest("base64url").slice(0, 27)}"`,
    headers: response.headers,
    renderedAt: performance.now(),
  };
}
