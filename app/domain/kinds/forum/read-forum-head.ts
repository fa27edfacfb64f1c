import { PortalError } from "#app/domain/errors.ts";
import { matterStateAt } from "#app/domain/matter/matter-state.ts";
import { readTitles } from "#app/domain/matter/titles.ts";
import type { Queryable } from "#db/client.ts";
import { findForum } from "#db/queries/forums.ts";
import type { Language } from "#db/tables/language.ts";

/**
 * What a page beside a forum's own says of it.
 *
 * @throws PortalError "not-found"
 */
export async function readForumHead(
  db: Queryable,
  spaceId: number,
  id: number,
  language: Language,
  now: Date,
) {
  const [forum, titles] = await Promise.all([
    findForum(db, spaceId, id),
    readTitles(db, spaceId, [id], language),
  ]);
  if (!forum) throw new PortalError("not-found");
  return {
    id,
    title: titles.get(id) ?? forum.title,
    open: matterStateAt(forum, now) === "open",
    closesAt: forum.closes_at.toISOString(),
  };
}
