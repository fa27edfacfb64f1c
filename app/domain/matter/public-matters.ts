import type { Queryable } from "#db/client.ts";
import { listPublicMatters } from "#db/queries/matters.ts";
import { matterPath } from "./address.ts";

/** The newest `most` matters that everybody may find, with the moment of their last change. */
export async function readPublicMatters(
  db: Queryable,
  spaceId: number,
  most: number,
): Promise<{ path: string; changedAt: Date }[]> {
  const matters = await listPublicMatters(db, spaceId, most);
  return matters.map(({ id, kind, updated_at }) => ({ path: matterPath(kind, id), changedAt: updated_at }));
}
