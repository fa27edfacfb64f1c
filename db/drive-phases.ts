import type { DriveStage } from "./tables/drive.ts";

/** The stages in the few words that people look for: what they can do with a drive, or where it lies. */
export const PHASES = ["collecting", "checking", "council", "decided", "ended"] as const;
export type Phase = (typeof PHASES)[number];

/** Down here because search files drives by it, and search knows nothing of the domain. */
export const PHASE_OF: Record<DriveStage, Phase> = {
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
