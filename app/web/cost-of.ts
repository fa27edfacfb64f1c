import { COST } from "#app/platform/rate-limits.ts";

/** They stay open; what they cost is their beginning. */
const STREAMS: ReadonlySet<string> = new Set(["routes/live.$id", "routes/q.$name_.live"]);
/** Where Remix tells its script which routes a page's links lead to. */
const MANIFEST = "/__manifest";

/**
 * What an answer costs that has to be made (`COST`). That there is nothing at an address is said by a page, too.
 *
 * @param asked.forAll it is one for everybody, such as a frame
 */
export function costOf(
  route: { id: string; isPage: boolean } | undefined,
  { path, isApi, forAll }: { path: string; isApi: boolean; forAll: boolean },
): number {
  if (isApi) return COST.read;
  if (route?.isPage || forAll) return COST.page;
  if (!route) return path === MANIFEST ? COST.file : COST.page;
  return STREAMS.has(route.id) ? COST.stream : COST.file;
}
