import { partOf } from "#app/domain/kinds/drive/statute.ts";
import type { VoteLaw } from "#db/tables/statute-definition.ts";
import type { PlaceCount, VoteOutcome } from "#db/tables/vote.ts";

/** What the law makes of a count, with the numbers that it was made from. */
export interface Decided {
  outcome: VoteOutcome;
  /** Why neither side is adopted; null: one is. */
  because: "turnout" | "tie" | null;
  eligible: number;
  ballots: number;
  /** So many ballots are enough. */
  needed: number;
  valid: number;
  /** So many of the valid votes are more than half of them. */
  majority: number;
  first: number;
  second: number;
}

/**
 * The outcome of a vote: with a quarter of those who may vote at the polls, the side that more than half of the valid
 * votes are for; else neither (Residents' Voting Act, article 24). Invalid ballots count for the turnout. In whole numbers
 * throughout.
 */
export function decideOutcome(law: Pick<VoteLaw, "turnout">, eligible: number, count: PlaceCount): Decided {
  const { ballots, first, second } = count;
  const needed = partOf(eligible, law.turnout);
  const valid = first + second;
  const numbers = { eligible, ballots, needed, valid, majority: Math.floor(valid / 2) + 1, first, second };
  if (ballots < needed) return { outcome: "neither", because: "turnout", ...numbers };
  if (first === second) return { outcome: "neither", because: "tie", ...numbers };
  return { outcome: first > second ? "first" : "second", because: null, ...numbers };
}

const NOTHING: PlaceCount = { ballots: 0, first: 0, second: 0, invalid: 0 };

/** What several places counted together. */
export const addCounts = (counts: readonly PlaceCount[]): PlaceCount =>
  counts.reduce(
    (sum, { ballots, first, second, invalid }) => ({
      ballots: sum.ballots + ballots,
      first: sum.first + first,
      second: sum.second + second,
      invalid: sum.invalid + invalid,
    }),
    NOTHING,
  );
