import type { Line, Progress, Reading } from "#app/domain/kinds/kind.ts";
import { matterStateAt } from "#app/domain/matter/matter-state.ts";
import type { Queryable } from "#db/client.ts";
import { listForumsByIds } from "#db/queries/forums.ts";

/** A forum among other matters: how many take part, and how many it still needs. */
export interface ForumLine extends Line<"forum"> {
  nextThreshold: number | null;
  openedAt: string;
}

export async function readForumLines(
  db: Queryable,
  ids: number[],
  { spaceId, language, now }: Reading,
): Promise<ForumLine[]> {
  const forums = await listForumsByIds(db, spaceId, ids, language);
  return forums.map((forum) => ({
    kind: "forum",
    id: forum.id,
    title: forum.title,
    name: null,
    supportCount: forum.support_count,
    open: matterStateAt(forum, now) === "open",
    about: forum.proposal_id,
    nextThreshold: forum.next_threshold,
    openedAt: forum.opened_at.toISOString(),
  }));
}

export async function readForumProgress(
  db: Queryable,
  id: number,
  reading: Reading,
): Promise<Progress | null> {
  const [line] = await readForumLines(db, [id], reading);
  if (!line) return null;
  const { title, name, supportCount, nextThreshold, open } = line;
  return { title, name, count: supportCount, goal: nextThreshold, open };
}
