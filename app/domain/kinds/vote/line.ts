import type { Line, Progress, Reading } from "#app/domain/kinds/kind.ts";
import type { Queryable } from "#db/client.ts";
import { listVotesByIds } from "#db/queries/votes.ts";
import type { VoteOutcome } from "#db/tables/vote.ts";
import { summaryOf } from "./summary.ts";
import type { VoteState } from "./vote-state.ts";

/** A residents' vote among other matters: when it is held, and what came of it. */
export interface VoteLine extends Line<"vote"> {
  state: VoteState;
  /** YYYY-MM-DD. */
  votingDay: string;
  outcome: VoteOutcome | null;
}

export async function readVoteLines(
  db: Queryable,
  ids: number[],
  { spaceId, language, now }: Reading,
): Promise<VoteLine[]> {
  const votes = await listVotesByIds(db, spaceId, ids);
  return votes.map((vote) => {
    const { id, title, state, votingDay, result } = summaryOf(vote, language, now);
    return {
      kind: "vote",
      id,
      title,
      name: null,
      // Ballots, once they are counted: nobody stands behind a vote here.
      supportCount: result?.ballots ?? 0,
      open: state === "voting",
      about: null,
      state,
      votingDay,
      outcome: result?.outcome ?? null,
    };
  });
}

/** People vote on paper: how far it has come nobody knows before it is counted. */
export const readVoteProgress = async (): Promise<Progress | null> => null;
