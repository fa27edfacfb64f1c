import { DECISIONS } from "./duty.ts";

/**
 * How far proposals come: where each stands on the way from publication to policy. `ended` is below the number; `waiting`
 * has reached it and no reply came; `mayor` is that the head answered what its forum asked for; and a decision is the
 * last word that anybody who owed one has said.
 */
export const JOURNEY_STEPS = [
  "gathering",
  "ended",
  "reached",
  "waiting",
  "replied",
  "forum",
  "mayor",
  ...DECISIONS,
] as const;
export type JourneyStep = (typeof JOURNEY_STEPS)[number];
