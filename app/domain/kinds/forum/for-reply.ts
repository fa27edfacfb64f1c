import type { MatterOfDuty, Reading } from "#app/domain/kinds/kind.ts";
import { readProposal } from "#app/domain/kinds/proposal/read-proposal.ts";
import type { Queryable } from "#db/client.ts";
import { readForum, readOpinions } from "./read-forum.ts";

const OPINIONS_SHOWN = 5;

/** What the head reads to reply to a forum: the proposal it is about, and what most found helpful. */
export async function readForumForReply(
  db: Queryable,
  { id, proposalId }: MatterOfDuty,
  { spaceId, language, now }: Reading,
) {
  const reader = { personId: undefined, language };
  const [proposal, forum, opinions] = await Promise.all([
    readProposal(db, spaceId, proposalId, reader, now),
    readForum(db, spaceId, id, reader, now),
    readOpinions(db, id, { order: "helpful", cursor: null }, undefined, OPINIONS_SHOWN),
  ]);
  return { proposal, forum: { ...forum, opinions: opinions.items }, duties: forum.duties };
}
