import type { Reading } from "#app/domain/kinds/kind.ts";
import type { Queryable } from "#db/client.ts";
import { readForum, readOpinions } from "./read-forum.ts";

const OPINIONS_SHOWN = 5;

/** What is read to reply to a forum, beside the proposal that it is about: with what most found helpful. */
export async function readForumForReply(db: Queryable, id: number, { spaceId, language, now }: Reading) {
  const reader = { personId: undefined, language };
  const [forum, opinions] = await Promise.all([
    readForum(db, spaceId, id, reader, now),
    readOpinions(db, id, { order: "helpful", cursor: null }, undefined, OPINIONS_SHOWN),
  ]);
  return { proposal: null, forum: { ...forum, opinions: opinions.items }, duties: forum.duties };
}
