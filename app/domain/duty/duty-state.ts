export type DutyState = "open" | "overdue" | "met";

/** So long after its last version those who stand behind the matter may say whether a reply answered, or say otherwise. */
export const VERDICT_DAYS = 60;

/** A duty is overdue once its last day has passed; one that was met late is met. */
export function dutyState(duty: { due_at: Date; met_at: Date | null }, now: Date): DutyState {
  if (duty.met_at !== null) return "met";
  return now > duty.due_at ? "overdue" : "open";
}
