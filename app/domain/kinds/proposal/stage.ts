import type { DutyState } from "#app/domain/duty/duty-state.ts";
import type { MatterState } from "#db/tables/matter.ts";

/** Where a proposal stands in its journey, as people say it. */
export type ProposalStage = "gathering" | "awaiting" | "answered" | "closed" | "withdrawn";

/** How many duties a proposal has; an overdue one is unmet. */
export interface DutyCounts {
  unmet: number;
  met: number;
}

/**
 * What an office owes matters more than whether agreements are still gathered: a closed proposal that waits for
 * its reply is "awaiting". A withdrawn one says so first.
 */
export function proposalStage(state: MatterState, duties: DutyCounts): ProposalStage {
  if (state === "withdrawn") return "withdrawn";
  if (duties.unmet > 0) return "awaiting";
  if (duties.met > 0) return "answered";
  return state === "closed" ? "closed" : "gathering";
}

export function countDutyStates(states: readonly DutyState[]): DutyCounts {
  const met = states.filter((state) => state === "met").length;
  return { unmet: states.length - met, met };
}
