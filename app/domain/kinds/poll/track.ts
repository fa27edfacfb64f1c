import {
  type JourneyStep,
  NO_FACTS,
  numberStep,
  type OwedReply,
  standingOf,
} from "#app/domain/threshold/journey.ts";
import type { MilestoneView } from "#app/domain/threshold/read-thresholds.ts";
import type { ConsequenceCode } from "#app/domain/threshold/rule.ts";
import type { DutyKind } from "#db/tables/duty.ts";
import type { PollState } from "./poll-state.ts";

type PollStep = JourneyStep<"taking-part" | ConsequenceCode | "results" | "follow-up">;

export interface PollTrackFacts {
  state: PollState;
  opensAt: string;
  closesAt: string;
  /** When its ballots were counted; null: not yet. */
  countedAt: string | null;
  /** When results are shown: from the first ballot on, or once it is counted. */
  results: "live" | "after-closing";
  participants: number;
  milestones: readonly MilestoneView[];
  duties: readonly (OwedReply & { kind: DutyKind })[];
}

/**
 * The whole way of a poll: who takes part, what its numbers lead to, its results, and what its office makes of them. A
 * number that was not reached leads to nothing and ends nothing: the results come all the same. No I/O, no clock.
 */
export function pollTrackOf(facts: PollTrackFacts): PollStep[] {
  const { state, results, closesAt, countedAt, participants, milestones, duties } = facts;
  const isAhead = state === "scheduled" || state === "open";
  const isLive = state === "open" && results === "live";
  const numbers = milestones
    .map((milestone) =>
      numberStep(milestone, {
        measure: "participants",
        duties,
        isOpen: isAhead,
        count: participants,
        forum: null,
      }),
    )
    .filter((step) => step.state !== "failed");
  if (state === "withdrawn") return [takingPart(facts), ...numbers];
  const followUp = duties.find(({ kind }) => kind === "poll-follow-up");
  return [
    takingPart(facts),
    ...numbers,
    {
      ...NO_FACTS,
      kind: "results",
      state: countedAt !== null ? "done" : isAhead && !isLive ? "ahead" : "running",
      doneAt: countedAt,
      dueAt: isAhead ? closesAt : null,
    },
    followUp
      ? {
          ...NO_FACTS,
          ...standingOf(followUp),
          kind: "follow-up",
          decision: followUp.replies.at(-1)?.decision ?? null,
          nextAt: followUp.replies.at(-1)?.nextDate ?? null,
        }
      : { ...NO_FACTS, kind: "follow-up", state: "ahead" },
  ];
}

function takingPart({ state, opensAt, closesAt, participants }: PollTrackFacts): PollStep {
  const step = { ...NO_FACTS, kind: "taking-part" as const, count: participants };
  if (state === "withdrawn") return { ...step, state: "failed" };
  if (state === "scheduled") return { ...step, state: "ahead", count: null, dueAt: opensAt };
  return state === "open"
    ? { ...step, state: "running", dueAt: closesAt }
    : { ...step, state: "done", doneAt: closesAt };
}
