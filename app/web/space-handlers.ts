import { createRequestHandler, type RequestHandler, type ServerBuild } from "@remix-run/node";
import { LRUCache } from "lru-cache";
import type { KnownRoute } from "./route-table.ts";

/** A handler is made in a few milliseconds and holds its own tree of routes; most of them hold two. */
const MOST_KEPT = 500;

/**
 * The routes, mounted once a space: the one build with Remix's basename, so that links, forms, redirects and
 * navigation in the browser carry the space by themselves. Stripping the prefix before Remix was the other way: the
 * browser's router would then not know its own address.
 *
 * Remix flattens, ranks and compiles all routes anew for each request, which was a quarter of an agreement's time over
 * HTTP. Its route is known by then (route-table.ts), so what draws nothing has a handler of its route alone. A page
 * keeps all: its browser goes on from it to others.
 */
export class SpaceHandlers {
  readonly #kept = new LRUCache<string, RequestHandler>({ max: MOST_KEPT });

  constructor(
    private readonly build: ServerBuild | (() => Promise<ServerBuild>),
    private readonly mode: "development" | "production",
  ) {}

  /**
   * @param prefix of the space's addresses; "" for the first one
   * @param route of the request; undefined: none has its address
   */
  of(prefix: string, route: KnownRoute | undefined): RequestHandler {
    const alone = route && !route.isPage ? route.id : undefined;
    const key = `${prefix} ${alone ?? ""}`;
    const known = this.#kept.get(key);
    if (known) return known;
    const { build } = this;
    const mount = (whole: ServerBuild): ServerBuild => (prefix ? { ...whole, basename: prefix } : whole);
    const handler = createRequestHandler(
      typeof build === "function"
        ? async () => mount(await build())
        : mount(alone === undefined ? build : { ...build, routes: withParents(build.routes, alone) }),
      this.mode,
    );
    this.#kept.set(key, handler);
    return handler;
  }
}

/** A route with those that it stands in. */
function withParents(routes: ServerBuild["routes"], id: string): ServerBuild["routes"] {
  const found: ServerBuild["routes"] = {};
  for (let at = routes[id]; at; at = at.parentId === undefined ? undefined : routes[at.parentId])
    found[at.id] = at;
  return found;
}
