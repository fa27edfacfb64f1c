import type { DriveStage } from "#db/database.ts";

/** The stages in the few words that people look for: what they can do with a drive, or where it lies. */
export const PHASES = ["collecting", "checking", "council", "decided", "ended"] as const;
export type Phase = (typeof PHASES)[number];

const PHASE_OF: Record<DriveStage, Phase> = {
  collecting: "collecting",
  shortfall: "collecting",
  collected: "checking",
  "handed-in": "checking",
  inspection: "checking",
  deciding: "checking",
  accepted: "council",
  introduced: "council",
  adopted: "decided",
  rejected: "decided",
  lapsed: "ended",
  dismissed: "ended",
};

export const phaseOf = (stage: DriveStage): Phase => PHASE_OF[stage];

const isStage = (name: string): name is DriveStage => name in PHASE_OF;

/** The stages of a phase. */
export function stagesOf(phase: Phase): DriveStage[] {
  return Object.keys(PHASE_OF)
    .filter(isStage)
    .filter((stage) => PHASE_OF[stage] === phase);
}
