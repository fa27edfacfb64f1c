import type { Queryable } from "../client.ts";
import type { Language } from "../tables/language.ts";
import { listed } from "./matter-lists.ts";

export interface PlacedFilter {
  spaceId: number;
  category?: string | undefined;
  district?: string | undefined;
}

/**
 * Proposals with a point on the map that stand before everybody, newest first (matter_placed, whose rows a category or a
 * district is looked up in: of a rare one it reads what is placed in the space, and nothing else).
 */
export function listPlaced(db: Queryable, filter: PlacedFilter, language: Language, limit: number) {
  const { spaceId, category, district } = filter;
  let query = listed(db, language)
    .where("matter.space_id", "=", spaceId)
    .where("matter.kind", "=", "proposal")
    .where("matter.visibility", "=", "public")
    .where("matter.state", "<>", "withdrawn")
    .where("matter.lon", "is not", null)
    .orderBy("matter.opened_at", "desc")
    .orderBy("matter.id", "desc")
    .limit(limit);
  if (category !== undefined) query = query.where("matter.category", "=", category);
  if (district !== undefined) query = query.where("matter.district", "=", district);
  return query.execute();
}
