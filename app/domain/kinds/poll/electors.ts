import { seoulDay } from "#app/domain/calendar/dates.ts";
import type { PollElectors } from "#db/tables/poll-definition.ts";
import { ageOn } from "./age-band.ts";

/** Why somebody may not take part. */
export type ElectorReason = "not-resident" | "other-district" | "age-unknown" | "too-young" | "too-old";

export interface Voter {
  /** Null: registered elsewhere. */
  district: string | null;
  /** YYYY-MM-DD; null: the provider did not say. */
  birthDate: string | null;
}

/** Whether who may take part depends on their age: only then it is looked up. */
export const asksAge = ({ minAge, maxAge }: PollElectors): boolean =>
  minAge !== undefined || maxAge !== undefined;

/** What stands against somebody's taking part, but for the roll, which the counting asks; empty: nothing. No I/O. */
export function reasonsAgainst(who: PollElectors, { district, birthDate }: Voter, at: Date): ElectorReason[] {
  const reasons: ElectorReason[] = [];
  const { residents, districts, minAge = 0, maxAge = 150 } = who;
  if ((residents || districts) && district === null) reasons.push("not-resident");
  else if (districts && district !== null && !districts.includes(district)) reasons.push("other-district");
  if (!asksAge(who)) return reasons;
  const age = ageOn(birthDate, seoulDay(at));
  if (age === undefined) reasons.push("age-unknown");
  else if (age < minAge) reasons.push("too-young");
  else if (age > maxAge) reasons.push("too-old");
  return reasons;
}
