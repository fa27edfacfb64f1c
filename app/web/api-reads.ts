import { SCOPE_OF } from "#app/doors/api/scopes.ts";
import { OPERATIONS } from "#app/doors/openapi/operations.ts";
import type { ApiScope } from "#db/tables/api-key.ts";
import type { RouteTable } from "./route-table.ts";

interface ApiRead {
  /** That it knows. */
  parameters: readonly string[];
  /** What a key must be allowed to; null: any may. */
  scope: ApiScope | null;
}

/** What the API may be asked by everybody, by the route that answers it. */
export type ApiReads = ReadonlyMap<string, ApiRead>;

/** Found through the addresses that the API's document gives its operations. */
export async function findApiReads(routes: RouteTable): Promise<ApiReads> {
  const found = new Map<string, ApiRead>();
  for (const { method, permission, address, query, tag } of OPERATIONS) {
    if (method !== "GET" || permission !== "public") continue;
    const route = await routes.find(address.replaceAll(/\{\w+\}/g, "1"));
    if (route) found.set(route.id, { parameters: Object.keys(query.shape), scope: SCOPE_OF[tag] });
  }
  return found;
}
