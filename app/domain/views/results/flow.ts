import type { CountedJourney } from "#db/queries/journeys.ts";
import { JOURNEY_STEPS, type JourneyStep } from "#db/tables/journey.ts";

/** Where proposals stand on their way; all begin as published. */
const FLOW_STEPS = ["published", ...JOURNEY_STEPS] as const;
export type FlowStep = "published" | JourneyStep;

/** How many proposals came to a step. */
interface FlowNode {
  step: FlowStep;
  proposals: number;
}

/** How many went from one step to the next that they came to. */
interface FlowLink {
  from: FlowStep;
  to: FlowStep;
  proposals: number;
}

export interface Flow {
  /** Every step, in the order of the way. */
  nodes: FlowNode[];
  /** Those that somebody went, in the same order. */
  links: FlowLink[];
}

/**
 * What was decided before the mayor answered a forum is the department's: it is no outcome of the forum, which is not on
 * the way to it then but stands beside.
 */
const forumBeside = ({ forum, mayor, decision }: CountedJourney): boolean =>
  forum && !mayor && decision !== null;

/** The steps of one way; a forum opens whether or not the department has replied by then. */
function wayOf(journey: CountedJourney): FlowStep[] {
  const { collects, reached, replied, forum, mayor, decision } = journey;
  if (!reached && !forum) return ["published", collects ? "gathering" : "ended"];
  const steps: (FlowStep | false | null)[] = [
    "published",
    reached && "reached",
    reached && (replied ? "replied" : "waiting"),
    forum && !forumBeside(journey) && "forum",
    mayor && "mayor",
    decision,
  ];
  return steps.filter((step) => step !== false && step !== null);
}

/**
 * The ways of proposals put together: what goes into a step that is not its last goes out of it again. A forum beside a way
 * is counted, and nothing leads to it.
 */
export function flowOf(journeys: readonly CountedJourney[]): Flow {
  const nodes = new Map<FlowStep, number>(FLOW_STEPS.map((step) => [step, 0]));
  const links = new Map<FlowStep, Map<FlowStep, number>>();
  for (const journey of journeys) {
    const way = wayOf(journey);
    if (forumBeside(journey)) nodes.set("forum", (nodes.get("forum") ?? 0) + journey.proposals);
    for (const [index, step] of way.entries()) {
      nodes.set(step, (nodes.get(step) ?? 0) + journey.proposals);
      const next = way[index + 1];
      if (next === undefined) continue;
      const out = links.get(step) ?? new Map<FlowStep, number>();
      links.set(step, out.set(next, (out.get(next) ?? 0) + journey.proposals));
    }
  }
  return {
    nodes: FLOW_STEPS.map((step) => ({ step, proposals: nodes.get(step) ?? 0 })),
    links: FLOW_STEPS.flatMap((from) =>
      FLOW_STEPS.flatMap((to) => {
        const proposals = links.get(from)?.get(to);
        return proposals === undefined ? [] : [{ from, to, proposals }];
      }),
    ),
  };
}
