import type { Reading } from "#app/domain/kinds/kind.ts";
import type { Queryable } from "#db/client.ts";
import { readProposal } from "./read-proposal.ts";

/** What an office reads to reply to a proposal: all that everybody sees of it. */
export async function readProposalForReply(db: Queryable, id: number, { spaceId, language, now }: Reading) {
  const proposal = await readProposal(db, spaceId, id, { personId: undefined, language }, now);
  return { proposal, forum: null, duties: proposal.duties };
}
