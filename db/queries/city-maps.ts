import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { CityGeometry } from "../tables/city-map.ts";

/** A space's map in force; undefined: it has none. */
export function findMap(db: Queryable, spaceId: number) {
  return db
    .selectFrom("city_map")
    .select(["version", "geometry", "uploaded_at", "in_force_at"])
    .where("space_id", "=", spaceId)
    .where("in_force_at", "is not", null)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** The one that waits to be looked at (city_map_waiting). */
export function findWaitingMap(db: Queryable, spaceId: number) {
  return db
    .selectFrom("city_map")
    .select(["version", "geometry", "uploaded_at"])
    .where("space_id", "=", spaceId)
    .where("in_force_at", "is", null)
    .executeTakeFirst();
}

/** Maps of a space are written one after another. */
export async function lockMaps(tx: Tx, spaceId: number): Promise<void> {
  await sql`select from space where id = ${spaceId} for no key update`.execute(tx);
}

export async function deleteWaitingMap(tx: Tx, spaceId: number): Promise<boolean> {
  const deleted = await tx
    .deleteFrom("city_map")
    .where("space_id", "=", spaceId)
    .where("in_force_at", "is", null)
    .returning("version")
    .executeTakeFirst();
  return deleted !== undefined;
}

/** Adds the next version. Call under {@link lockMaps}, after what waited was deleted. */
export async function insertMap(
  tx: Tx,
  spaceId: number,
  geometry: CityGeometry,
  at: { uploadedAt: Date; inForceAt: Date | null },
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    insert into city_map (space_id, version, geometry, uploaded_at, in_force_at)
    select ${spaceId}, coalesce(max(version), 0) + 1, ${JSON.stringify(geometry)}::jsonb, ${at.uploadedAt},
      ${at.inForceAt}
    from city_map where space_id = ${spaceId} returning version`.execute(tx);
  return rows[0]?.version ?? 0;
}

/** Puts the version that waits in force; undefined: none waits, or another. */
export function putMapInForce(tx: Tx, spaceId: number, version: number, now: Date) {
  return tx
    .updateTable("city_map")
    .set({ in_force_at: now })
    .where("space_id", "=", spaceId)
    .where("version", "=", version)
    .where("in_force_at", "is", null)
    .returning("version")
    .executeTakeFirst();
}
