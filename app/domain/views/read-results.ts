import type { Directory } from "#app/domain/space/directory.ts";
import type { Queryable } from "#db/client.ts";
import { countDuties } from "#db/queries/duties.ts";
import { countByCategory, countByDecision, countMetInTime } from "#db/queries/results.ts";

const MONTH_MS = 30 * 24 * 60 * 60 * 1000;

/** How participation goes: the last month by category, what offices decided, and whether they kept their time. */
export async function readResults(db: Queryable, { space, categories }: Directory, now: Date) {
  const since = new Date(now.getTime() - MONTH_MS);
  const [counted, decisions, duties, metInTime] = await Promise.all([
    countByCategory(db, space.id, since),
    countByDecision(db, space.id),
    countDuties(db, space.id, now),
    countMetInTime(db, space.id),
  ]);
  // Equal numbers keep the directory's order.
  const place = new Map(categories.map(({ code }, index) => [code, index]));
  const placeOf = (code: string) => place.get(code) ?? categories.length;
  return {
    since: since.toISOString(),
    total: counted.reduce((sum, { proposals }) => sum + proposals, 0),
    categories: counted.toSorted(
      (a, b) => b.proposals - a.proposals || placeOf(a.category) - placeOf(b.category),
    ),
    decisions,
    duties: { ...duties, metInTime },
  };
}
