import type { MatterState } from "#db/tables/matter.ts";

export const POLL_STATES = ["scheduled", "open", "closed", "withdrawn"] as const;
export type PollState = (typeof POLL_STATES)[number];

/** How a poll stands: its dates decide, whenever a job runs. */
export function pollStateAt(
  matter: { state: MatterState; opens_at: Date; closes_at: Date },
  now: Date,
): PollState {
  if (matter.state !== "open") return matter.state;
  if (now < matter.opens_at) return "scheduled";
  return now > matter.closes_at ? "closed" : "open";
}
