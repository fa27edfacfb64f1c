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

/** The steps of one way; a forum opens whether or not the department has replied by then. */
function wayOf({ collects, reached, replied, forum, mayor, decision }: CountedJourney): FlowStep[] {
  if (!reached && !forum) return ["published", collects ? "gathering" : "ended"];
  const steps: (FlowStep | false | null)[] = [
    "published",
    reached && "reached",
    reached && (replied ? "replied" : "waiting"),
    forum && "forum",
    mayor && "mayor",
    decision,
  ];
  return steps.filter((step) => step !== false && step !== null);
}

/** The ways of proposals put together: what goes into a step that is not its last goes out of it again. */
export function flowOf(journeys: readonly CountedJourney[]): Flow {
  const nodes = new Map<FlowStep, number>(FLOW_STEPS.map((step) => [step, 0]));
  const links = new Map<FlowStep, Map<FlowStep, number>>();
  for (const journey of journeys) {
    const way = wayOf(journey);
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
