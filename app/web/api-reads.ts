import { OPERATIONS } from "#app/doors/openapi/operations.ts";
import type { RouteTable } from "./route-table.ts";

/** What the API may be asked by everybody, by the route that answers it: the parameters that it knows. */
export type ApiReads = ReadonlyMap<string, readonly string[]>;

/** Found through the addresses that the API's document gives its operations. */
export async function findApiReads(routes: RouteTable): Promise<ApiReads> {
  const found = new Map<string, readonly string[]>();
  for (const { method, permission, address, query } of OPERATIONS) {
    if (method !== "GET" || permission !== "public") continue;
    const route = await routes.find(address.replaceAll(/\{\w+\}/g, "1"));
    if (route) found.set(route.id, Object.keys(query.shape));
  }
  return found;
}
