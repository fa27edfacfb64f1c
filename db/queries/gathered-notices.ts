import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";

/**
 * Whose notices wait to be gathered, in the order of persons, after one (notice_gathered).
 *
 * @param weekBegan of who gets them each week, those that are older than this
 */
export async function listWhoGathers(db: Queryable, weekBegan: Date, afterPerson: number, limit: number) {
  const { rows } = await sql<{ person_id: number }>`
    select distinct notice.person_id from notice join person on person.id = notice.person_id
    where notice.gathered and notice.person_id > ${afterPerson} 
      and (person.mail_rhythm <> 'weekly' or notice.created_at < ${weekBegan})
    order by notice.person_id limit ${limit}`.execute(db);
  return rows.map(({ person_id }) => person_id);
}

/** The spaces in which somebody's notices wait. */
export async function listGatheredSpaces(tx: Tx, personId: number): Promise<number[]> {
  const rows = await tx
    .selectFrom("notice")
    .select("space_id")
    .distinct()
    .where("person_id", "=", personId)
    .where("gathered", "=", true)
    .orderBy("space_id")
    .execute();
  return rows.map(({ space_id }) => space_id);
}

/**
 * They wait no more: they are gathered in the caller's transaction, or are not wanted by mail. Who comes second waits for
 * the first, and finds none.
 *
 * @returns the lines of which they tell, newest first
 */
export async function takeGathered(tx: Tx, personId: number, spaceId: number): Promise<number[]> {
  const rows = await tx
    .updateTable("notice")
    .set({ gathered: false })
    .where("person_id", "=", personId)
    .where("space_id", "=", spaceId)
    .where("gathered", "=", true)
    .returning("event_seq")
    .execute();
  return rows.map(({ event_seq }) => event_seq).sort((a, b) => b - a);
}
