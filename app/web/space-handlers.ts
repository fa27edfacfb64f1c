import { createRequestHandler, type RequestHandler, type ServerBuild } from "@remix-run/node";
import { LRUCache } from "lru-cache";

/** A handler is made in a few milliseconds and holds its own tree of routes. */
const MOST_KEPT = 100;

/**
 * The routes, mounted once a space: the one build with Remix's basename, so that links, forms, redirects and
 * navigation in the browser carry the space by themselves. Stripping the prefix before Remix was the other way: the
 * browser's router would then not know its own address.
 */
export class SpaceHandlers {
  readonly #kept = new LRUCache<string, RequestHandler>({ max: MOST_KEPT });

  constructor(
    private readonly build: ServerBuild | (() => Promise<ServerBuild>),
    private readonly mode: "development" | "production",
  ) {}

  /** @param prefix of the space's addresses; "" for the first one */
  of(prefix: string): RequestHandler {
    const known = this.#kept.get(prefix);
    if (known) return known;
    const { build } = this;
    const mount = (whole: ServerBuild): ServerBuild => (prefix ? { ...whole, basename: prefix } : whole);
    const handler = createRequestHandler(
      typeof build === "function" ? async () => mount(await build()) : mount(build),
      this.mode,
    );
    this.#kept.set(prefix, handler);
    return handler;
  }
}
