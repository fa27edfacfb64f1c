import { DAY_MS, seoulDay } from "#app/domain/calendar/dates.ts";
import type { Queryable } from "#db/client.ts";
import { recountWeeks } from "#db/queries/trending.ts";

const BATCH = 500;
const WEEK_MS = 7 * DAY_MS;

/**
 * Takes the days that are a week ago out of what matters gained within one. The support writer adds to it; that a day is over
 * nobody tells it. Killed anywhere, it goes on with the rest at the next run.
 *
 * @returns how many matters were written
 */
export async function recountAllWeeks(db: Queryable, now: Date): Promise<number> {
  const day = seoulDay(new Date(now.getTime() - WEEK_MS));
  let written = 0;
  for (let size = BATCH; size === BATCH; written += size) size = await recountWeeks(db, day, BATCH);
  return written;
}
