export const VOTE_STATES = ["announced", "voting", "counting", "decided"] as const;
export type VoteState = (typeof VOTE_STATES)[number];

/** How a vote stands: its day decides, and then that its result was published. */
export function voteStateAt(
  vote: { opens_at: Date; closes_at: Date; published_at: Date | null },
  now: Date,
): VoteState {
  if (vote.published_at) return "decided";
  if (now < vote.opens_at) return "announced";
  return now > vote.closes_at ? "counting" : "voting";
}
