import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

/** Where a rebuild of the embedded index stands, if one is under way. */
export function findRebuild(db: Queryable) {
  return db.selectFrom("search_rebuild").select(["kind", "after_id"]).executeTakeFirst();
}

export async function saveRebuild(tx: Tx, place: NewRow<"search_rebuild">): Promise<void> {
  await tx
    .insertInto("search_rebuild")
    .values(place)
    .onConflict((conflict) => conflict.column("singleton").doUpdateSet(place))
    .execute();
}

export async function clearRebuild(db: Queryable): Promise<void> {
  await db.deleteFrom("search_rebuild").execute();
}
