import { type DayOff, dayNumber, dayOf, endOfPeriod } from "#app/domain/calendar/dates.ts";
import { partOf } from "#app/domain/kinds/drive/statute.ts";
import type { Queryable } from "#db/client.ts";
import { findCurrentStatute } from "#db/queries/statutes.ts";
import type { VoteLaw } from "#db/tables/statute-definition.ts";

/** The kind of drive that demands a residents' vote: its law says how one is held, too. */
export const VOTE_STATUTE = "residents-vote";

/** The law in force; undefined: the space has none, or its version does not say how a vote is held. */
export async function findVoteLaw(db: Queryable, spaceId: number) {
  const statute = await findCurrentStatute(db, spaceId, VOTE_STATUTE);
  const law = statute?.definition.vote;
  return statute && law
    ? { statuteId: statute.id, law, minAge: statute.definition.eligibility.minAge }
    : undefined;
}

/** Who is on the register on this day may vote; YYYY-MM-DD. */
export const registerDay = (law: VoteLaw, votingDay: string): string =>
  dayOf(dayNumber(votingDay) - law.registerDays);

/** Until when nobody may decide otherwise than the vote did, on whatever day that is. */
export const boundUntil = (law: VoteLaw, decidedAt: Date): Date =>
  endOfPeriod(decidedAt, { years: law.bindingYears });

/** Until when the result can be objected to; on no day off (Civil Act, article 161). */
export const objectionsUntil = (law: VoteLaw, publishedAt: Date, daysOff: readonly DayOff[]): Date =>
  endOfPeriod(publishedAt, { days: law.objectionDays }, daysOff);

/** So many who may vote must sign an objection. */
export const objectionSignatures = (law: VoteLaw, eligible: number): number =>
  partOf(eligible, law.objectionShare);
