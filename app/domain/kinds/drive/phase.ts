import { PHASE_OF, PHASES, type Phase } from "#db/drive-phases.ts";
import type { DriveStage } from "#db/tables/drive.ts";

export { PHASES, type Phase };

export const phaseOf = (stage: DriveStage): Phase => PHASE_OF[stage];

const isStage = (name: string): name is DriveStage => name in PHASE_OF;

/** The stages of a phase. */
export function stagesOf(phase: Phase): DriveStage[] {
  return Object.keys(PHASE_OF)
    .filter(isStage)
    .filter((stage) => PHASE_OF[stage] === phase);
}
