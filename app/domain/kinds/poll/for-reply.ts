import type { Reading } from "#app/domain/kinds/kind.ts";
import type { Queryable } from "#db/client.ts";
import { readPoll } from "./read-poll.ts";

/** What is read to reply to a poll; its results have a page. */
export async function readPollForReply(db: Queryable, id: number, { spaceId, language, now }: Reading) {
  const { title, duties } = await readPoll(db, spaceId, id, language, now);
  return { proposal: null, forum: null, title, duties };
}
