import { seoulDay, startOfSeoulDay } from "#app/domain/calendar/dates.ts";
import type { Database } from "#db/client.ts";
import { countMatter, listToCount, listWaiting, lockParticipation, show } from "#db/queries/participation.ts";
import type { MatterKind } from "#db/tables/matter.ts";
import { inTransaction } from "#db/transaction.ts";
import { showable } from "./groups-of-ten.ts";

/** Matters a transaction. */
const MATTERS_AT_ONCE = 200;

/**
 * Counts the supports of the days that are over by the district of who gave them, and shows what are ten of a district.
 * Whenever it is called it goes on from where it was, and killed anywhere it is done again; of two at once the second
 * does nothing. What is taken back after its day stays in the number, as in the day's own news.
 *
 * A counter that each support moves would say the district of who supports as it happens; and the writer would pay.
 *
 * @param kinds those whose supports count (`Kind.inParticipation`)
 * @returns false when another one counts
 */
export async function countParticipation(
  db: Database,
  kinds: readonly MatterKind[],
  now: Date,
): Promise<boolean> {
  const until = startOfSeoulDay(seoulDay(now));
  if (!until) throw new RangeError("Today is no day.");
  for (let after: number | undefined = 0; after !== undefined; ) {
    const from: number = after;
    const last = await inTransaction(db, async (tx) => {
      if (!(await lockParticipation(tx))) return null;
      const ids = await listToCount(tx, kinds, from, MATTERS_AT_ONCE);
      for (const id of ids) await countMatter(tx, id, until);
      return ids.at(-1);
    });
    if (last === null) return false;
    after = last;
  }
  return inTransaction(db, async (tx) => {
    if (!(await lockParticipation(tx))) return false;
    const waiting = await listWaiting(tx);
    for (const spaceId of new Set(waiting.map((row) => row.space_id))) {
      const rows = waiting.filter((row) => row.space_id === spaceId);
      const places = new Map(
        rows.map(({ district }) => [district, rows.filter((row) => row.district === district)]),
      );
      for (const [district, groups] of showable(places)) await show(tx, { spaceId, district, ...groups });
    }
    return true;
  });
}
