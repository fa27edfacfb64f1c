import { type DayOff, dayNumber, dayOf } from "#app/domain/calendar/dates.ts";
import { isPublicHoliday } from "#app/domain/calendar/public-holidays.ts";
import type { Pause } from "#app/domain/kinds/drive/calendar.ts";
import type { VoteLaw } from "#db/tables/statute-definition.ts";

/** Why a day on which a vote would be held is none. */
type PassedOver = "holiday" | "beside-holiday" | "election";

export interface VotingDay {
  /** YYYY-MM-DD. */
  day: string;
  /** The first day that is far enough from the notice. */
  earliest: string;
  /** Days that the law passes over, in their order. */
  passedOver: { day: string; why: PassedOver }[];
}

/**
 * The day on which a vote is held: the first Wednesday that is so many days from its notice (Residents' Voting Act,
 * article 14). Days that an election pauses do not count and are none to vote on. A Wednesday that is a public holiday, or
 * beside one, gives way to the next; the Act does not say what holds if that is one too, and it gives way again.
 *
 * @param noticedOn YYYY-MM-DD; itself not counted (Civil Act, article 157)
 * @param daysOff what the space adds to the country's holidays; those that were known at the notice count
 */
export function votingDay(
  law: Pick<VoteLaw, "noticeDays" | "weekday">,
  noticedOn: string,
  pauses: readonly Pause[],
  daysOff: readonly DayOff[],
): VotingDay {
  const pauseOf = (day: string) => pauses.some(({ from, until }) => from <= day && day <= until);
  const isHoliday = (day: string) =>
    isPublicHoliday(day) || daysOff.some((off) => off.day === day && off.addedOn <= noticedOn);
  let number = dayNumber(noticedOn);
  for (let counted = 0; counted < law.noticeDays; ) {
    number += 1;
    if (!pauseOf(dayOf(number))) counted += 1;
  }
  const earliest = dayOf(number);
  number += (law.weekday - weekdayOf(number) + 7) % 7;
  const passedOver: VotingDay["passedOver"] = [];
  for (; ; number += 7) {
    const day = dayOf(number);
    const why = pauseOf(day)
      ? "election"
      : isHoliday(day)
        ? "holiday"
        : isHoliday(dayOf(number - 1)) || isHoliday(dayOf(number + 1))
          ? "beside-holiday"
          : undefined;
    if (!why) return { day, earliest, passedOver };
    passedOver.push({ day, why });
  }
}

/** The days around elections on which no vote is announced or held: so many before each one's day, and that day. */
export const electionPauses = (
  { electionDays }: Pick<VoteLaw, "electionDays">,
  elections: readonly Pause[],
): Pause[] => elections.map(({ until }) => ({ from: dayOf(dayNumber(until) - electionDays), until }));

/** 1 is Monday; 1 January 1970 was a Thursday. */
const weekdayOf = (number: number) => ((number + 3) % 7) + 1;
