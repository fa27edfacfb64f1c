import type { MatterState } from "#db/tables/matter.ts";

/** How a matter stands: the job that closes it may come a moment after its closing date, and readers do not wait. */
export function matterStateAt(matter: { state: MatterState; closes_at: Date }, now: Date): MatterState {
  return matter.state === "open" && matter.closes_at < now ? "closed" : matter.state;
}
