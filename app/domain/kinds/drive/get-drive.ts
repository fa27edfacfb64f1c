import { PortalError } from "#app/domain/errors.ts";
import type { Queryable } from "#db/client.ts";
import { findDriveRole, listRepresentatives } from "#db/queries/drive-lists.ts";
import { type DriveRow, findDrive } from "#db/queries/drives.ts";

/** A drive with its matter and the law it goes by, as it is stored. */
export type Drive = DriveRow;

/** @throws PortalError "not-found" */
export async function getDrive(db: Queryable, spaceId: number, id: number): Promise<Drive> {
  const drive = await findDrive(db, spaceId, id);
  if (!drive) throw new PortalError("not-found");
  return drive;
}

/** A drive with the public names of those who lead it, the representative first. @throws PortalError "not-found" */
export async function getDriveWithLeaders(
  db: Queryable,
  spaceId: number,
  id: number,
): Promise<{ drive: Drive; representatives: string[] }> {
  const [drive, representatives] = await Promise.all([
    getDrive(db, spaceId, id),
    listRepresentatives(db, id),
  ]);
  return { drive, representatives };
}

/**
 * A drive for those who collect signatures on paper: who leads it or helps with it, and the clerk.
 *
 * @throws PortalError "not-found"; "not-permitted"
 */
export async function getDriveToCollect(
  db: Queryable,
  spaceId: number,
  id: number,
  { personId, isClerk }: { personId: number; isClerk: boolean },
): Promise<Drive> {
  const [drive, role] = await Promise.all([getDrive(db, spaceId, id), findDriveRole(db, id, personId)]);
  if (role === null && !isClerk) throw new PortalError("not-permitted");
  return drive;
}
