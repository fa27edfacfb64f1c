import type { Reading, Shared } from "#app/domain/kinds/kind.ts";
import type { Queryable } from "#db/client.ts";
import { listVotesByIds } from "#db/queries/votes.ts";
import { summaryOf, type VoteSummary } from "./summary.ts";

interface SharedVote
  extends Shared<"vote">,
    Pick<VoteSummary, "state" | "votingDay" | "choices" | "result"> {}

/** A residents' vote as its address is shared: its day, and then what was decided. */
export async function readSharedVote(
  db: Queryable,
  id: number,
  { spaceId, language, now }: Reading,
): Promise<SharedVote | null> {
  const [vote] = await listVotesByIds(db, spaceId, [id]);
  if (!vote) return null;
  const { title, state, votingDay, choices, result } = summaryOf(vote, language, now);
  const open = state === "announced" || state === "voting";
  return { kind: "vote", title, name: null, counted: null, open, state, votingDay, choices, result };
}
