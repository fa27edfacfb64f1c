import type { HidingReason, Vote } from "#db/tables/opinion-map.ts";

/** In the order of the buttons and of every bar. */
export const VOTES = ["agree", "disagree", "pass"] as const satisfies readonly Vote[];

/** Whether answers are taken: not before the matter of the map opens, and not after it closed. */
export type MapState = "coming" | "open" | "closed";

export const HIDING_REASONS = [
  "personal-data",
  "insult",
  "off-topic",
  "several",
  "advertising",
] as const satisfies readonly HidingReason[];

export const isHidingReason = (value: unknown): value is HidingReason =>
  HIDING_REASONS.some((reason) => reason === value);

/** What a group is called; the largest is A. */
export const letterOf = (group: number): string => String.fromCharCode(65 + group);
