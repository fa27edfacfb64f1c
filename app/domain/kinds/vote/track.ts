import type { StepState } from "#app/domain/matter/step-state.ts";
import { VOTE_STATES, type VoteState } from "./vote-state.ts";

interface VoteStep {
  code: VoteState | "bound";
  state: StepState;
}

interface VoteTrackFacts {
  state: VoteState;
  result: { outcome: "first" | "second" | "neither"; boundUntil: string | null } | null;
  now: string;
}

/** The way of a residents' vote, from the notice to the end of what was decided. No I/O. */
export function voteTrackOf({ state, result, now }: VoteTrackFacts): VoteStep[] {
  const reached = VOTE_STATES.indexOf(state);
  return [
    ...VOTE_STATES.map((code, place): VoteStep => {
      if (place < reached || state === "decided") return { code, state: "done" };
      return { code, state: place === reached ? "running" : "ahead" };
    }),
    { code: "bound", state: boundOf(result, now) },
  ];
}

function boundOf(result: VoteTrackFacts["result"], now: string): StepState {
  if (!result) return "ahead";
  if (result.outcome === "neither") return "failed";
  return result.boundUntil !== null && result.boundUntil < now ? "done" : "running";
}
