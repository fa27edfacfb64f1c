import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import { LRUCache } from "lru-cache";

/** What an address leads to. */
export interface KnownRoute {
  /** Its file below app, without an ending: "routes/proposals.$id". */
  id: string;
  /** It is drawn; the others answer with a file, a stream, JSON, or a redirect. */
  isPage: boolean;
}

type Branch = Parameters<typeof matchRoutes>[0][number];
type Routes = ServerBuild["routes"];
const NONE = { id: "", isPage: false } satisfies KnownRoute;
/** The page that there is nothing here: what has no other route has none. */
const NOWHERE = "routes/$";
/** Finding one goes over all routes; the addresses that many ask for are asked for again and again. */
const MOST_REMEMBERED = 10_000;

/**
 * The route of an address, found once a request: whatever is decided by address (who is cached, what may be uploaded,
 * which parameters count) asks this and never the address itself, which can be written in many ways. Upper and lower
 * case are told apart, as in app/routes.ts.
 */
export class RouteTable {
  readonly #found = new LRUCache<string, KnownRoute>({ max: MOST_REMEMBERED });
  readonly #tree: Branch[] | undefined;

  constructor(private readonly build: ServerBuild | (() => Promise<ServerBuild>)) {
    if (typeof build !== "function") this.#tree = branchesOf(build.routes);
  }

  /** @param path within its space, canonical; undefined: no route has it */
  async find(path: string): Promise<KnownRoute | undefined> {
    const { build } = this;
    // In development the routes may be others with each request.
    if (typeof build === "function") {
      const { routes } = await build();
      return find(branchesOf(routes), routes, path);
    }
    const known = this.#found.get(path) ?? find(this.#tree ?? [], build.routes, path) ?? NONE;
    this.#found.set(path, known);
    return known === NONE ? undefined : known;
  }
}

function find(tree: Branch[], routes: Routes, path: string): KnownRoute | undefined {
  const id = matchRoutes(tree, path)?.at(-1)?.route.id;
  return id === undefined || id === NOWHERE
    ? undefined
    : { id, isPage: routes[id]?.module.default !== undefined };
}

function branchesOf(routes: Routes, parent?: string): Branch[] {
  return Object.values(routes)
    .filter((route) => route?.parentId === parent)
    .flatMap((route): Branch[] => {
      if (!route) return [];
      const { id, path, index } = route;
      return index
        ? [{ id, path, index, caseSensitive: true }]
        : [{ id, path, caseSensitive: true, children: branchesOf(routes, id) }];
    });
}
