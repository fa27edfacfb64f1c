import { DAY_MS } from "#app/domain/calendar/dates.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { Queryable } from "#db/client.ts";
import { countByCategory, countByDecision, countByOfficeKind } from "#db/queries/results.ts";
import type { OfficeKind } from "#db/tables/space.ts";

const MONTH_MS = 30 * DAY_MS;

/** The kinds of offices, in the order in which it is told how they keep their days. */
const OFFICE_ORDER: readonly OfficeKind[] = [
  "department",
  "administration",
  "mayor",
  "head",
  "council",
  "moderation",
];

/** How participation goes: the last month by category, what offices decided, and whether they kept their time. */
export async function readResults(db: Queryable, { space, categories }: Directory, now: Date) {
  const since = new Date(now.getTime() - MONTH_MS);
  const [counted, decisions, owed] = await Promise.all([
    countByCategory(db, space.id, since),
    countByDecision(db, space.id),
    countByOfficeKind(db, space.id, now),
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
    duties: OFFICE_ORDER.flatMap((kind) => owed.filter((row) => row.kind === kind)),
  };
}
