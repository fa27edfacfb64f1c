import type { DutyState } from "#app/domain/duty/duty-state.ts";
import type { MatterState } from "#db/tables/matter.ts";

/** Where a proposal stands in its journey, as people say it. */
export type ProposalStage = "gathering" | "awaiting" | "answered" | "closed" | "withdrawn";

/**
 * What an office owes matters more than whether agreements are still gathered: a closed proposal that waits for
 * its reply is "awaiting". A withdrawn one says so first.
 */
export function proposalStage(state: MatterState, duties: DutyState[]): ProposalStage {
  if (state === "withdrawn") return "withdrawn";
  if (duties.some((duty) => duty !== "met")) return "awaiting";
  if (duties.length > 0) return "answered";
  return state === "closed" ? "closed" : "gathering";
}
