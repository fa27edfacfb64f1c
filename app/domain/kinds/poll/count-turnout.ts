import { seoulDay, startOfSeoulDay } from "#app/domain/calendar/dates.ts";
import type { Queryable, Tx } from "#db/client.ts";
import {
  countDistrictsSince,
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
 *   in a day, and not at the close either. The last ones are left, which is no choice of anybody's.
 *
 * What is counted stays as it was: counted anew, somebody who moved would be seen to leave one district for another.
 */
export function countDistrictsOf({ db }: Services, matterId: number, now: Date): Promise<void> {
  const until = endOfYesterday(now);
  return inTransaction(db, async (tx) => {
    if (typeof (await lockPollToCount(tx, matterId)) === "string") return;
    const known = (await findDistricts(tx, matterId)) ?? NOBODY;
    const added = await countDistrictsSince(tx, matterId, {
      after: known.serial,
      until,
      leave: FEWEST_OF_DISTRICT,
    });
    const enough = added.reduce((sum, { count }) => sum + count, 0) >= FEWEST_OF_DISTRICT;
    await keepDistricts(tx, {
      matter_id: matterId,
      looked_at: until,
      ...(enough ? { ...withAdded(known, added), counted_at: until } : countedOf(known)),
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
  const known = (await findDistricts(tx, id)) ?? NOBODY;
  const added = await countDistrictsSince(tx, id, { after: known.serial, until: null, leave: 0 });
  await keepDistricts(tx, {
    matter_id: id,
    ...withAdded(known, added),
    counted_at: closes_at,
    looked_at: closes_at,
  });
}

interface CountedDistricts {
  counts: Readonly<Record<string, number>>;
  serial: number;
  counted_at: Date | null;
}

const NOBODY: CountedDistricts = { counts: {}, serial: 0, counted_at: null };

const countedOf = ({ counts, serial, counted_at }: CountedDistricts): CountedDistricts => ({
  counts,
  serial,
  counted_at,
});

function withAdded(
  { counts, serial }: CountedDistricts,
  added: readonly { district: string; count: number; serial: number }[],
) {
  const sums = new Map(Object.entries(counts));
  for (const { district, count } of added) sums.set(district, (sums.get(district) ?? 0) + count);
  return {
    counts: Object.fromEntries(sums),
    serial: Math.max(serial, ...added.map((one) => one.serial)),
  };
}
