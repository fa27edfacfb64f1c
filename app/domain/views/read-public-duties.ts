import type { DutyState } from "#app/domain/duty/duty-state.ts";
import { readDutyList } from "#app/domain/duty/read-duties.ts";
import { readTitles } from "#app/domain/matter/titles.ts";
import type { Queryable } from "#db/client.ts";
import { countDuties, type DutyNarrowing } from "#db/queries/duties.ts";
import type { Language } from "#db/tables/language.ts";

/** What all offices of a space owe, for everyone: how many in each state, and a page of one state. */
export async function readPublicDuties(
  db: Queryable,
  spaceId: number,
  asked: {
    state: DutyState | undefined;
    narrowing?: DutyNarrowing;
    cursor: string | null;
    language: Language;
  },
  now: Date,
  pageSize: number,
) {
  const { narrowing, cursor } = asked;
  const counts = await countDuties(db, spaceId, now, narrowing);
  // Without a wish: what is late comes first, and when nothing is, what is due.
  const state = asked.state ?? (counts.overdue > 0 ? "overdue" : "open");
  const { items, next } = await readDutyList(db, spaceId, { state, narrowing, cursor }, now, pageSize);
  const ids = items.map((duty) => duty.matter.id);
  return { counts, state, items, next, titles: await readTitles(db, spaceId, ids, asked.language) };
}
