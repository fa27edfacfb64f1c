import { PortalError } from "#app/domain/errors.ts";
import type { Database, Queryable, Tx } from "#db/client.ts";
import {
  deleteWaitingMap,
  findWaitingMap,
  insertMap,
  lockMaps,
  putMapInForce,
} from "#db/queries/city-maps.ts";
import type { CityGeometry } from "#db/tables/city-map.ts";
import { inTransaction } from "#db/transaction.ts";

/** A version that everybody will see once somebody who looked at it says so; null: none waits. */
export async function readWaitingMap(db: Queryable, spaceId: number) {
  const waiting = await findWaitingMap(db, spaceId);
  return waiting
    ? { version: waiting.version, geometry: waiting.geometry, uploadedAt: waiting.uploaded_at.toISOString() }
    : null;
}

/** Keeps a map to be looked at, in place of one that waited. @returns its version */
export function keepMap(db: Database, spaceId: number, geometry: CityGeometry, now: Date): Promise<number> {
  return inTransaction(db, async (tx) => {
    await lockMaps(tx, spaceId);
    await deleteWaitingMap(tx, spaceId);
    return insertMap(tx, spaceId, geometry, { uploadedAt: now, inForceAt: null });
  });
}

/**
 * Puts the version in force that was looked at. Pins stay where they are: they are places of the world.
 *
 * @throws PortalError "changed-meanwhile" when another waits by now, or none
 */
export async function publishMap(db: Database, spaceId: number, version: number, now: Date): Promise<void> {
  const published = await inTransaction(db, (tx) => putMapInForce(tx, spaceId, version, now));
  if (!published) throw new PortalError("changed-meanwhile");
}

/** Drops what waits. */
export async function dropWaitingMap(db: Database, spaceId: number): Promise<void> {
  await inTransaction(db, (tx) => deleteWaitingMap(tx, spaceId));
}

/** A map that counts at once: one that somebody at the terminal has, or a space's first. @returns its version */
export async function setMap(tx: Tx, spaceId: number, geometry: CityGeometry, now: Date): Promise<number> {
  await lockMaps(tx, spaceId);
  await deleteWaitingMap(tx, spaceId);
  return insertMap(tx, spaceId, geometry, { uploadedAt: now, inForceAt: now });
}
