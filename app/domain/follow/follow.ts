import { PortalError } from "#app/domain/errors.ts";
import type { MatterAddresses } from "#app/domain/matter/matter-addresses.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { Database, Queryable } from "#db/client.ts";
import { countFollows, deleteFollow, type Followed, insertFollow, isFollowed } from "#db/queries/follows.ts";
import { lockPerson } from "#db/queries/saved-searches.ts";
import { FOLLOW_TARGETS, type FollowTarget } from "#db/tables/follow.ts";
import { inTransaction } from "#db/transaction.ts";

/**
 * Following: being told what becomes of something without standing behind it. One matter can be followed, or all that is
 * of a category, a district or an office. Authors cannot: nobody sees who they are.
 */

/** Of a person in a space. */
export const MOST_FOLLOWS = 300;

/** What is followed as a form names it. */
export interface FollowAsked {
  target: FollowTarget;
  /** As in the address of its page: a matter's number or token; the code of the others. */
  code: string;
}

export const isFollowTarget = (value: unknown): value is FollowTarget =>
  FOLLOW_TARGETS.some((target) => target === value);

interface FollowServices {
  db: Database;
  matters: Pick<MatterAddresses, "find">;
}

/**
 * Follows something; what is followed already stays so.
 *
 * @throws PortalError "not-found" for what is not there, or not for this person to find; "follows-full"
 */
export async function follow(
  { db, matters }: FollowServices,
  directory: Directory,
  viewer: Viewer,
  asked: FollowAsked,
  now: Date,
): Promise<void> {
  const followed = await whatIsAsked(matters, directory, viewer, asked);
  if (!followed) throw new PortalError("not-found");
  await inTransaction(db, async (tx) => {
    await lockPerson(tx, viewer.personId);
    if (await isFollowed(tx, followed, viewer.personId)) return;
    if ((await countFollows(tx, followed.spaceId, viewer.personId)) >= MOST_FOLLOWS)
      throw new PortalError("follows-full");
    await insertFollow(tx, followed, viewer.personId, now);
  });
}

/** Ends it. By the kept code, so that what is gone from the space or is no longer for them to find can be ended too. */
export async function unfollow(
  { db, matters }: FollowServices,
  directory: Directory,
  viewer: Viewer,
  { target, code }: FollowAsked,
): Promise<void> {
  const followed = await whatIsAsked(matters, directory, viewer, { target, code });
  await deleteFollow(db, followed ?? { spaceId: directory.space.id, target, code }, viewer.personId);
}

async function whatIsAsked(
  matters: Pick<MatterAddresses, "find">,
  directory: Directory,
  viewer: Viewer,
  { target, code }: FollowAsked,
): Promise<Followed | undefined> {
  const spaceId = directory.space.id;
  if (target === "matter") {
    const matter = await matters.find(spaceId, code, viewer);
    return matter && { spaceId, target, code: String(matter.id) };
  }
  const known = {
    category: directory.categories,
    district: directory.districts,
    office: directory.offices,
  }[target];
  return known.some((one) => one.code === code) ? { spaceId, target, code } : undefined;
}

/** Whether somebody follows it; false for nobody. */
export async function readFollowing(
  db: Queryable,
  followed: Followed,
  personId: number | undefined,
): Promise<boolean> {
  return personId !== undefined && (await isFollowed(db, followed, personId));
}
