import type { AppLoadContext } from "@remix-run/node";
import { readFollowing } from "#app/domain/follow/follow.ts";
import type { FollowTarget } from "#db/tables/follow.ts";

/**
 * What the button that follows something needs: null for who is not signed in, whose page is everybody's.
 *
 * @param code a matter's number, or the code of the others
 */
export async function followingOf(
  { portal, directory, viewer }: AppLoadContext,
  target: FollowTarget,
  code: number | string,
): Promise<boolean | null> {
  if (!viewer) return null;
  const followed = { spaceId: directory.space.id, target, code: String(code) };
  return readFollowing(portal.db, followed, viewer.personId);
}
