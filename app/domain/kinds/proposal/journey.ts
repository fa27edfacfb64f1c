import type { DutyState } from "#app/domain/duty/duty-state.ts";
import type { StepState } from "#app/domain/matter/step-state.ts";
import type { MilestoneView } from "#app/domain/threshold/read-thresholds.ts";
import type { ConsequenceCode } from "#app/domain/threshold/rule.ts";

/** A step of a proposal's way. Dates are ISO. */
export interface JourneyStep {
  kind: "proposal" | ConsequenceCode;
  /** The number that leads here; null for the proposal itself. */
  threshold: number | null;
  state: StepState;
  /** When it was done: a forum ended, a reply given. null: not yet. */
  doneAt: string | null;
  /** Until when a forum is open or an office owes its reply, while it does. */
  dueAt: string | null;
}

interface OwedReply {
  /** The code of the threshold that it came from. */
  threshold: string | null;
  state: DutyState;
  dueAt: string;
  metAt: string | null;
}

interface Part {
  milestones: readonly MilestoneView[];
  duties: readonly OwedReply[];
  /** People can still stand behind it. */
  open: boolean;
}

export interface JourneyFacts extends Part {
  openedAt: string;
  /** Null: none has opened. */
  forum: (Part & { closesAt: string }) | null;
  /** What a forum would be under, when none has opened. */
  forumToCome: readonly MilestoneView[];
}

const OF_DUTY = { met: "done", open: "running", overdue: "late" } as const satisfies Record<
  DutyState,
  StepState
>;

/**
 * The whole way of a proposal. What is owed stays on it whatever became of the proposal; where a number cannot be
 * reached any more the way ends. No I/O, no clock.
 */
export function journeyOf({ openedAt, forum, forumToCome, ...proposal }: JourneyFacts): JourneyStep[] {
  const steps: JourneyStep[] = [
    { kind: "proposal", threshold: null, state: "done", doneAt: openedAt, dueAt: null },
    ...proposal.milestones.map((milestone) => stepOf(milestone, proposal, forum)),
    ...(forum?.milestones ?? forumToCome).map((milestone) =>
      stepOf(milestone, forum ?? { ...proposal, duties: [] }, null),
    ),
  ];
  const end = steps.findIndex((step) => step.state === "failed");
  // What can only follow on what was never reached will not come.
  return end === -1 ? steps : steps.filter((step, index) => index <= end || step.state !== "failed");
}

function stepOf(
  { code, consequence, threshold, reachedAt }: MilestoneView,
  { duties, open }: Pick<Part, "duties" | "open">,
  forum: JourneyFacts["forum"],
): JourneyStep {
  const step = { kind: consequence, threshold };
  // A reply that is owed is not a reply: the step is done when the office has answered.
  const duty = duties.find((owed) => owed.threshold === code);
  if (duty) {
    const { state, dueAt, metAt } = duty;
    return { ...step, state: OF_DUTY[state], doneAt: metAt, dueAt: metAt ? null : dueAt };
  }
  if (reachedAt === null) return { ...step, state: open ? "ahead" : "failed", doneAt: null, dueAt: null };
  if (consequence === "forum" && forum?.open)
    return { ...step, state: "running", doneAt: null, dueAt: forum.closesAt };
  return { ...step, state: "done", doneAt: forum?.closesAt ?? reachedAt, dueAt: null };
}
