import { flatRoutes } from "@remix-run/fs-routes";
import { type RouteConfig, type RouteConfigEntry, route } from "@remix-run/route-config";

/**
 * Routes are the files of app/routes. Only a benchmark build adds one more: an action that does nothing, so that
 * the cost of the framework can be told from the cost of the portal.
 */
export default (async () => [
  ...(await flatRoutes()).map(asWritten),
  ...(process.env.BENCH_ROUTES ? [route("bench/empty", "../tests/bench/empty-action.ts")] : []),
])() satisfies RouteConfig;

/**
 * `/LIVE/1` is not `/live/1`: an address that can be written in two ways is limited, cached and counted twice. An index
 * with a path of its own is no index, as it stands in no layout; of an index the framework forgets what is said of case.
 */
function asWritten(entry: RouteConfigEntry): RouteConfigEntry {
  const index = entry.path === undefined ? entry.index : undefined;
  return { ...entry, index, caseSensitive: true, children: entry.children?.map(asWritten) };
}
