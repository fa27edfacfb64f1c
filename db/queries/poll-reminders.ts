import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { Language } from "../tables/language.ts";

export async function findReminder(db: Queryable, matterId: number, personId: number) {
  return db
    .selectFrom("poll_reminder")
    .select("reminded")
    .where("matter_id", "=", matterId)
    .where("person_id", "=", personId)
    .executeTakeFirst();
}

/** Asking twice is asking once. @param reminded its time is over: only the result is told */
export async function insertReminder(
  db: Queryable,
  matterId: number,
  personId: number,
  reminded: boolean,
): Promise<void> {
  await db
    .insertInto("poll_reminder")
    .values({ matter_id: matterId, person_id: personId, reminded })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function deleteReminder(db: Queryable, matterId: number, personId: number): Promise<void> {
  await db
    .deleteFrom("poll_reminder")
    .where("matter_id", "=", matterId)
    .where("person_id", "=", personId)
    .execute();
}

/** All of a poll: nothing is told of it any more. */
export async function deleteReminders(tx: Tx, matterId: number): Promise<void> {
  await tx.deleteFrom("poll_reminder").where("matter_id", "=", matterId).execute();
}

/** Polls that are open and of which somebody waits to be reminded (poll_reminder_waiting). */
export async function listPollsToRemind(db: Queryable, now: Date) {
  return db
    .selectFrom("matter")
    .select(["matter.id", "matter.space_id", "matter.opens_at", "matter.closes_at"])
    .where("matter.state", "=", "open")
    .where("matter.opens_at", "<=", now)
    .where("matter.closes_at", ">", now)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("poll_reminder")
          .select("person_id")
          .whereRef("poll_reminder.matter_id", "=", "matter.id")
          .where("reminded", "=", false),
      ),
    )
    .orderBy("matter.id")
    .execute();
}

/** Takes some who wait to be reminded of a poll: they wait no more. Others that take at once pass over them. */
export async function takeReminders(tx: Tx, matterId: number, limit: number): Promise<number[]> {
  const { rows } = await sql<{ person_id: number }>`
    update poll_reminder set reminded = true where matter_id = ${matterId} and person_id in (
      select person_id from poll_reminder where matter_id = ${matterId} and not reminded
      order by person_id limit ${limit} for update skip locked)
    returning person_id`.execute(tx);
  return rows.map(({ person_id }) => person_id);
}

interface Asker {
  id: number;
  language: Language;
}

/** Those of these people who can still take part in a poll and have not: themselves, or for an entry of its roll. */
export async function listNotTakenPart(
  db: Queryable,
  matterId: number,
  personIds: readonly number[],
): Promise<Asker[]> {
  const { rows } = await sql<Asker>`
    select person.id, person.language from person join matter on matter.id = ${matterId}
    where person.id = any(${[...personIds]}::bigint[]) and person.left_at is null
      and case when matter.counted_roll = 0
        then not exists (select from support where support.matter_id = matter.id and holder_id = person.id)
        else exists (
          select from roll_entry entry where entry.roll_id = matter.counted_roll and entry.person_id = person.id
            and not exists (select from support where support.matter_id = matter.id and holder_id = entry.id)) end
    order by person.id`.execute(db);
  return rows;
}

/** Who asked to be told of a matter, in the order of persons, after one. */
export function listAskers(
  db: Queryable,
  matterId: number,
  afterPerson: number,
  limit: number,
): Promise<Asker[]> {
  return db
    .selectFrom("poll_reminder")
    .innerJoin("person", "person.id", "poll_reminder.person_id")
    .select(["person.id", "person.language"])
    .where("poll_reminder.matter_id", "=", matterId)
    .where("person.id", ">", afterPerson)
    .orderBy("person.id")
    .limit(limit)
    .execute();
}
