import type { DutyState } from "#app/domain/duty/duty-state.ts";
import type { StepState } from "#app/domain/matter/step-state.ts";
import type { Decision } from "#db/tables/duty.ts";
import type { MatterState } from "#db/tables/matter.ts";
import type { MilestoneView } from "./read-thresholds.ts";
import type { ConsequenceCode } from "./rule.ts";

/** A step of a matter's way. Dates are ISO. */
export interface JourneyStep<Kind extends string = "gathering" | ConsequenceCode | "outcome"> {
  kind: Kind;
  state: StepState;
  /** How many there are towards `goal`; null: nobody is counted for it yet, or it is no longer what it hangs on. */
  count: number | null;
  /** What is counted towards `goal`. */
  measure: "agreements" | "participants";
  /** The number that leads here, or that is gathered for; null: none does. */
  goal: number | null;
  /** When it was done: a forum ended, a reply given; of what failed, when it ended. null: not yet, or not known. */
  doneAt: string | null;
  /** Until when people can take part or an office owes its reply, while it does. */
  dueAt: string | null;
  /** It was done, but after its day. */
  metLate: boolean;
  /** What the city decided, of the outcome; null: nothing yet. */
  decision: Decision | null;
  /** The day on which the office promised to say more; null: it did not. */
  nextAt: string | null;
}

export interface OwedReply {
  /** The code of the threshold that it came from. */
  threshold: string | null;
  state: DutyState;
  dueAt: string;
  metAt: string | null;
  replies: readonly { decision: Decision; nextDate: string | null; publishedAt: string }[];
}

interface Part {
  milestones: readonly MilestoneView[];
  duties: readonly OwedReply[];
  count: number;
  closesAt: string;
}

export interface JourneyFacts extends Part {
  state: MatterState;
  /** When it ended before its time; null: it did not, or that is not known. */
  endedAt: string | null;
  /** Null: none has opened. */
  forum: (Part & { open: boolean }) | null;
  /** What a forum would be under, when none has opened. */
  forumToCome: readonly MilestoneView[];
}

const OF_DUTY = { met: "done", open: "running", overdue: "late" } as const satisfies Record<
  DutyState,
  StepState
>;

/** The forum that a number of the proposal led to. */
type Led = { open: boolean; closesAt: string } | null;

/**
 * The whole way of a proposal, and of the forum that came out of it. What is owed stays on it whatever became of the
 * proposal; where a number cannot be reached any more the way ends. No I/O, no clock.
 */
export function journeyOf(facts: JourneyFacts): JourneyStep[] {
  const { forum, forumToCome, milestones, duties } = facts;
  const isOpen = facts.state === "open";
  const numbers = [
    ...milestones.map((milestone) =>
      numberStep(milestone, { measure: "agreements", duties, isOpen, count: null, forum }),
    ),
    ...(forum?.milestones ?? forumToCome).map((milestone) =>
      numberStep(milestone, {
        measure: "participants",
        duties: forum?.duties ?? [],
        isOpen: forum?.open ?? isOpen,
        count: forum?.open ? forum.count : null,
        forum: null,
      }),
    ),
  ];
  const steps = [gatheringStep(facts), ...numbers];
  const end = steps.findIndex((step) => step.state === "failed");
  // What can only follow on what was never reached will not come.
  const way = end === -1 ? steps : steps.filter((step, index) => index <= end || step.state !== "failed");
  const outcome = outcomeStep([...duties, ...(forum?.duties ?? [])], way);
  return outcome ? [...way, outcome] : way;
}

/** A step of which nothing is known but what it is. */
export const NO_FACTS = {
  measure: "agreements" as const,
  count: null,
  goal: null,
  doneAt: null,
  dueAt: null,
  metLate: false,
  decision: null,
  nextAt: null,
};

function gatheringStep({ state, count, milestones, closesAt, endedAt }: JourneyFacts): JourneyStep {
  const next = milestones.find(({ reachedAt }) => reachedAt === null);
  const wasReached = milestones.some(({ reachedAt }) => reachedAt !== null);
  const step = { ...NO_FACTS, kind: "gathering" as const, count, goal: next?.threshold ?? null };
  // Withdrawn, it ended, however far it had come: what is owed for it stands behind.
  if (state === "withdrawn") return { ...step, state: "failed", goal: null, doneAt: endedAt };
  if (state === "open" && next) return { ...step, state: "running", dueAt: closesAt };
  if (state === "open") return { ...step, state: "done", doneAt: milestones.at(-1)?.reachedAt ?? null };
  return { ...step, state: wasReached || !next ? "done" : "failed", doneAt: endedAt ?? closesAt };
}

interface NumberFacts {
  measure: JourneyStep["measure"];
  duties: readonly OwedReply[];
  /** More can come towards it. */
  isOpen: boolean;
  count: number | null;
  forum: Led;
}

/** What a number leads to: ahead until it is reached, then as far as who owes it has come. */
export function numberStep(
  { code, consequence, threshold, reachedAt }: MilestoneView,
  { measure, duties, isOpen, count, forum }: NumberFacts,
): JourneyStep<ConsequenceCode> {
  const step = { ...NO_FACTS, kind: consequence, measure, goal: threshold };
  // A reply that is owed is not a reply: the step is done when the office has answered.
  const duty = duties.find((owed) => owed.threshold === code);
  if (duty) return { ...step, ...standingOf(duty) };
  if (reachedAt === null) return { ...step, state: isOpen ? "ahead" : "failed", count };
  if (consequence === "forum" && forum?.open) return { ...step, state: "running", dueAt: forum.closesAt };
  return { ...step, state: "done", doneAt: forum?.closesAt ?? reachedAt };
}

/** How what an office owes stands, as a step. */
export function standingOf({ state, dueAt, metAt }: Pick<OwedReply, "state" | "dueAt" | "metAt">) {
  return {
    state: OF_DUTY[state],
    doneAt: metAt,
    dueAt: metAt === null ? dueAt : null,
    metLate: metAt !== null && metAt > dueAt,
  };
}

/** What the city decided last; undefined: nothing was, and nothing can come any more. */
function outcomeStep(duties: readonly OwedReply[], way: readonly JourneyStep[]): JourneyStep | undefined {
  const step = { ...NO_FACTS, kind: "outcome" as const };
  const latest = duties
    .flatMap(({ replies }) => replies.slice(-1))
    .toSorted((one, other) => (one.publishedAt < other.publishedAt ? 1 : -1))[0];
  if (latest) {
    const { decision, nextDate, publishedAt } = latest;
    // Who studies it further has not decided.
    return {
      ...step,
      decision,
      nextAt: nextDate,
      state: decision === "under-study" ? "running" : "done",
      doneAt: publishedAt,
    };
  }
  const mayCome = way.some(
    ({ kind, state }) => kind !== "gathering" && state !== "failed" && state !== "done",
  );
  return mayCome ? { ...step, state: "ahead" } : undefined;
}
