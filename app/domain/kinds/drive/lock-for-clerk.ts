import { PortalError } from "#app/domain/errors.ts";
import { type Action, may } from "#app/domain/person/permissions.ts";
import { postsOf } from "#app/domain/person/viewer.ts";
import type { Queryable, Tx } from "#db/client.ts";
import { findDriveRole } from "#db/queries/drive-lists.ts";
import { type DriveRow, findDrive, lockDriveMatter } from "#db/queries/drives.ts";

/** Which drive, and who of the council's office acts on it when. */
export interface ByClerk {
  spaceId: number;
  matterId: number;
  clerkId: number;
  at: Date;
}

export type ClerkAction = Extract<
  Action,
  "drive.certify" | "drive.paper" | "drive.decide" | "drive.read-personal"
>;

/**
 * The post is asked for once more where the act is done: a door's answer is some seconds old, and a job or a command
 * has no door.
 *
 * @throws PortalError "not-permitted"
 */
export async function requirePost(
  db: Queryable,
  { spaceId, clerkId, at }: Omit<ByClerk, "matterId">,
  action: ClerkAction,
): Promise<void> {
  if (!may({ posts: await postsOf(db, clerkId, at) }, action, { space: spaceId }))
    throw new PortalError("not-permitted");
}

/**
 * Whether somebody may do this to this drive: they hold the post, and neither lead the drive nor help with it,
 * whatever post they hold.
 *
 * @throws PortalError "not-permitted"
 */
export async function requireClerk(db: Queryable, by: ByClerk, action: ClerkAction): Promise<void> {
  await requirePost(db, by, action);
  if ((await findDriveRole(db, by.matterId, by.clerkId)) !== null) throw new PortalError("not-permitted");
}

/**
 * The beginning of every act of the clerk on a drive: the matter's row lock, under which its count, lines and list
 * stand still, then the drive in a statement after it, and whether the clerk may. What is dear (reading a file,
 * hashing, sealing) comes before it: nobody signs that drive while it is held.
 *
 * @throws PortalError "not-found"; "not-permitted" without the post, or for a drive that the clerk has a part in
 */
export async function lockForClerk(
  tx: Tx,
  by: ByClerk,
  action: ClerkAction,
): Promise<{ matter: NonNullable<Awaited<ReturnType<typeof lockDriveMatter>>>; drive: DriveRow }> {
  const matter = await lockDriveMatter(tx, by.spaceId, by.matterId);
  const drive = await findDrive(tx, by.spaceId, by.matterId);
  if (!matter || !drive) throw new PortalError("not-found");
  await requireClerk(tx, by, action);
  return { matter, drive };
}
