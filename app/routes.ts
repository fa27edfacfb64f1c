import { flatRoutes } from "@remix-run/fs-routes";
import { type RouteConfig, route } from "@remix-run/route-config";

/**
 * Routes are the files of app/routes. Only a benchmark build adds one more: an action that does nothing, so that
 * the cost of the framework can be told from the cost of the portal.
 */
export default (async () => [
  ...(await flatRoutes()),
  ...(process.env.BENCH_ROUTES ? [route("bench/empty", "../tests/bench/empty-action.ts")] : []),
])() satisfies RouteConfig;
