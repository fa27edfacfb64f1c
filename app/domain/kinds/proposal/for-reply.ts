import type { MatterOfDuty, Reading } from "#app/domain/kinds/kind.ts";
import type { Queryable } from "#db/client.ts";
import { readProposal } from "./read-proposal.ts";

/** What an office reads to reply to a proposal: all that everybody sees of it. */
export async function readProposalForReply(
  db: Queryable,
  { proposalId }: Pick<MatterOfDuty, "proposalId">,
  { spaceId, language, now }: Reading,
) {
  const proposal = await readProposal(db, spaceId, proposalId, { personId: undefined, language }, now);
  return { proposal, duties: proposal.duties };
}
