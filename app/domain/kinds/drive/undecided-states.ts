import type { DriveState } from "#db/tables/drive.ts";

/** Until the speaker has decided: what counts can change, by the clerk's decisions and what an objection showed. */
export const UNDECIDED_STATES: readonly DriveState[] = [
  "collecting",
  "collected",
  "handed-in",
  "inspection",
  "deciding",
  "shortfall",
];
