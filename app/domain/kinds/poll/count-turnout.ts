import { seoulDay, startOfSeoulDay } from "#app/domain/calendar/dates.ts";
import type { Queryable, Tx } from "#db/client.ts";
import {
  countPlacesSince,
  countsUnits,
  countTurnout,
  findDistricts,
  keepDistricts,
  listDistrictsDue,
} from "#db/queries/poll-turnout.ts";
import { type CountingPoll, lockPollToCount } from "#db/queries/polls.ts";
import { inTransaction } from "#db/transaction.ts";
import type { CountingServices } from "./opened-ballots.ts";
import { FEWEST_OF_DISTRICT } from "./turnout.ts";

type Services = Pick<CountingServices, "db">;

/** Brings the turnout of a poll by the hour up to now; who else counts meanwhile does it the next time. */
export function countTurnoutOf({ db }: Services, matterId: number): Promise<void> {
  return inTransaction(db, async (tx) => {
    const poll = await lockPollToCount(tx, matterId);
    if (typeof poll === "object") await countTurnout(tx, matterId, poll.turnout_serial);
  });
}

/** Those polls of which the districts were not looked at since the day before `now` ended. */
export const listDueDistricts = (db: Queryable, now: Date): Promise<number[]> =>
  listDistrictsDue(db, endOfYesterday(now));

/** Midnight in Seoul. */
function endOfYesterday(now: Date): Date {
  const midnight = startOfSeoulDay(seoulDay(now));
  if (!midnight) throw new RangeError("There is no such day.");
  return midnight;
}

/**
 * Counts from where people took part, up to the end of yesterday, so that what everybody sees says of nobody where they are
 * from:
 *
 * - Once a day: a number that moved with the live count would be that one person's.
 * - Only when ten are added at once, and ten are left for the close: no two moments of it differ by fewer, however few come
 *   in a day, and not at the close either. The last ones are left, which is no choice of anybody's. Ten are ten people: in a
 *   poll of a roll one person takes part for each of their entries.
 *
 * What is counted stays as it was: counted anew, somebody who moved would be seen to leave one district for another.
 */
export function countDistrictsOf({ db }: Services, matterId: number, now: Date): Promise<void> {
  const until = endOfYesterday(now);
  return inTransaction(db, async (tx) => {
    if (typeof (await lockPollToCount(tx, matterId)) === "string") return;
    const { known, byUnit } = await knownOf(tx, matterId);
    const added = await countPlacesSince(tx, matterId, {
      after: known.serial,
      until,
      leave: FEWEST_OF_DISTRICT,
      byUnit,
    });
    const enough = added.reduce((sum, { people }) => sum + people, 0) >= FEWEST_OF_DISTRICT;
    await keepDistricts(tx, {
      matter_id: matterId,
      looked_at: until,
      by_unit: byUnit,
      ...(enough ? { ...withAdded(known, added), counted_at: until } : known),
    });
  });
}

/** The turnout of a poll that is over, whole. In the transaction and under the lock of who ends it. */
export async function endTurnout(tx: Tx, poll: CountingPoll): Promise<void> {
  await countTurnout(tx, poll.id, poll.turnout_serial);
  await endDistricts(tx, poll);
}

/**
 * The same of a poll that was ended without its districts. Of two at once both keep the same: nothing comes to it any more.
 */
export const endDistrictsOf = (
  { db }: Services,
  poll: Pick<CountingPoll, "id" | "closes_at">,
): Promise<void> => inTransaction(db, (tx) => endDistricts(tx, poll));

async function endDistricts(
  tx: Tx,
  { id, closes_at }: Pick<CountingPoll, "id" | "closes_at">,
): Promise<void> {
  const { known, byUnit } = await knownOf(tx, id);
  const added = await countPlacesSince(tx, id, { after: known.serial, until: null, leave: 0, byUnit });
  await keepDistricts(tx, {
    matter_id: id,
    by_unit: byUnit,
    ...withAdded(known, added),
    counted_at: closes_at,
    looked_at: closes_at,
  });
}

interface CountedPlaces {
  counts: Readonly<Record<string, number>>;
  people: Readonly<Record<string, number>>;
  serial: number;
  counted_at: Date | null;
}

/** What is counted already, and by what: once something is, it goes on as it began, also where the roll has units since. */
async function knownOf(tx: Tx, id: number): Promise<{ known: CountedPlaces; byUnit: boolean }> {
  const row = await findDistricts(tx, id);
  if (!row?.counted_at)
    return {
      known: { counts: {}, people: {}, serial: 0, counted_at: null },
      byUnit: await countsUnits(tx, id),
    };
  const { counts, people, serial, counted_at, by_unit } = row;
  return { known: { counts, people: people ?? counts, serial, counted_at }, byUnit: by_unit };
}

function withAdded(
  { counts, people, serial }: CountedPlaces,
  added: readonly { of: string; count: number; people: number; serial: number }[],
) {
  const sumsOf = (sums: Readonly<Record<string, number>>, of: "count" | "people") => {
    const grown = new Map(Object.entries(sums));
    for (const one of added) grown.set(one.of, (grown.get(one.of) ?? 0) + one[of]);
    return Object.fromEntries(grown);
  };
  return {
    counts: sumsOf(counts, "count"),
    people: sumsOf(people, "people"),
    serial: Math.max(serial, ...added.map((one) => one.serial)),
  };
}
