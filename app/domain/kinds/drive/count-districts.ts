import { dayNumber, dayOf, seoulDay, startOfSeoulDay } from "#app/domain/calendar/dates.ts";
import type { Database } from "#db/client.ts";
import { countByDistrict, keepDistricts, listDrivesToCount } from "#db/queries/drive-counts.ts";
import { inTransaction } from "#db/transaction.ts";

/**
 * Counts each drive's signatures by district as they stood when yesterday ended, once a day and drive whenever it is
 * called; the number of lines on paper that signatures online superseded moves with them.
 *
 * The other way would be a counter that every signature moves, in the writer's transaction. It would have to be kept by
 * day as well, because what is shown is of a day that is over, and a pass a day is cheaper than any work a signature.
 *
 * @returns how many drives were counted
 */
export async function countDistricts(db: Database, now: Date): Promise<number> {
  const today = seoulDay(now);
  const yesterday = dayOf(dayNumber(today) - 1);
  const until = startOfSeoulDay(today);
  if (!until) throw new RangeError(`There is no day ${today}.`);
  const drives = await listDrivesToCount(db, yesterday, until);
  for (const matterId of drives) {
    // Before the lock: of a large drive it takes a tenth of a second, and what is from before midnight stands still.
    const districts = await countByDistrict(db, matterId, until);
    await inTransaction(db, (tx) => keepDistricts(tx, matterId, yesterday, districts));
  }
  return drives.length;
}
