import type { DriveState } from "./tables/drive.ts";

/** The states in the few words that people look for: what they can do with a drive, or where it lies. */
export const STAGES = ["collecting", "checking", "council", "decided", "ended"] as const;
export type Stage = (typeof STAGES)[number];

/** Down here because search files drives by it, and search knows nothing of the domain. */
export const STAGE_OF: Record<DriveState, Stage> = {
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
