import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

/**
 * Adds the supports that came since to the turnout, by the hour in UTC. Serials are given under the matter's lock and seen
 * in their order, so nothing is passed over.
 */
export async function countTurnout(tx: Tx, id: number, afterSerial: number): Promise<void> {
  await sql`
    with came as (
      select to_char(date_trunc('hour', created_at at time zone 'UTC'), 'YYYY-MM-DD"T"HH24":00Z"') as hour, serial
      from support where matter_id = ${id} and serial > ${afterSerial}
    ), counted as (
      insert into poll_turnout (matter_id, dimension, bucket, count)
      select ${id}::bigint, 'hour', hour, count(*)::int from came group by hour
      on conflict (matter_id, dimension, bucket) do update set count = poll_turnout.count + excluded.count
    )
    update poll set turnout_serial = (select max(serial) from came)
    where matter_id = ${id} and exists (select from came)`.execute(tx);
}

/** By the hour in UTC, as `2026-11-27T18:00Z`; hours in which nobody took part are left out. */
export const listHours = (db: Queryable, id: number) =>
  db
    .selectFrom("poll_turnout")
    .select(["bucket as hour", "count"])
    .where("matter_id", "=", id)
    .where("dimension", "=", "hour")
    .orderBy("bucket")
    .execute();

/** How long the steps are in which turnout is shown; those of a day and more begin at midnight in Seoul. */
export interface TurnoutSteps {
  hours: number;
  /** So many whole hours after the one in which a poll opened: what `within` counts. */
  within: number;
}

/** Of polls, how many took part in each step after the opening, counted from 0; steps without anybody are left out. */
export async function listSteps(
  db: Queryable,
  ids: readonly number[],
  { hours, within }: TurnoutSteps,
): Promise<{ id: number; step: number; count: number; within: number }[]> {
  const begin = sql`date_trunc('hour', opens_at, 'UTC')`;
  const base = hours < 24 ? begin : sql`date_trunc('day', opens_at, 'Asia/Seoul')`;
  const { rows } = await sql<{ id: number; step: number; count: number; within: number }>`
    select matter_id as id, floor(extract(epoch from at - ${base}) / ${hours * 3_600}::int)::int as step,
      sum(count)::int as count,
      coalesce(sum(count) filter (where at < ${begin} + make_interval(hours => ${within}::int)), 0)::int as within
    from poll_turnout join matter on matter.id = matter_id, lateral (select bucket::timestamptz as at) as hour
    where matter_id = any(${[...ids]}::bigint[]) and dimension = 'hour'
    group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}

/** The last polls of an office before this one that are counted to the end (matter_newest). */
export async function listEarlierPolls(
  db: Queryable,
  poll: { id: number; space_id: number; office_id: number; opens_at: Date },
  limit: number,
): Promise<number[]> {
  const rows = await db
    .selectFrom("matter")
    .innerJoin("poll", "poll.matter_id", "matter.id")
    .select("matter.id")
    .where("matter.space_id", "=", poll.space_id)
    .where("matter.kind", "=", "poll")
    .where("matter.visibility", "=", "public")
    .where("matter.state", "=", "closed")
    .where("poll.office_id", "=", poll.office_id)
    .where("poll.purpose", "<>", "mock")
    .where("poll.counted_at", "is not", null)
    .where("matter.opens_at", "<", poll.opens_at)
    .orderBy("matter.opened_at", "desc")
    .orderBy("matter.id", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Polls under way of which it was not asked since `until` whether their districts are to be counted (poll_under_way). */
export async function listDistrictsDue(db: Queryable, until: Date): Promise<number[]> {
  const rows = await db
    .selectFrom("poll")
    .innerJoin("matter", "matter.id", "poll.matter_id")
    .leftJoin("poll_district_turnout as counted", "counted.matter_id", "poll.matter_id")
    .select("poll.matter_id")
    .where("poll.counted_at", "is", null)
    .where("poll.purpose", "<>", "mock")
    .where("matter.state", "=", "open")
    .where("matter.opens_at", "<", until)
    .where((eb) => eb.or([eb("counted.looked_at", "is", null), eb("counted.looked_at", "<", until)]))
    .orderBy("poll.matter_id")
    .execute();
  return rows.map((row) => row.matter_id);
}

/**
 * Polls counted to the end of which the districts are not: those that a process of the version before `poll_district_turnout`
 * ended beside this one. Read through all polls that are over, which are few.
 */
export const listUnendedDistricts = (db: Queryable) =>
  db
    .selectFrom("poll")
    .innerJoin("matter", "matter.id", "poll.matter_id")
    .leftJoin("poll_district_turnout as counted", "counted.matter_id", "poll.matter_id")
    .select(["poll.matter_id as id", "matter.closes_at"])
    .where("poll.counted_at", "is not", null)
    .where("poll.purpose", "<>", "mock")
    .where("matter.state", "=", "closed")
    .where((eb) =>
      eb.or([
        eb("counted.counted_at", "is", null),
        eb("counted.counted_at", "<", eb.ref("matter.closes_at")),
      ]),
    )
    .orderBy("poll.matter_id")
    .execute();

/**
 * The supports after a serial by the district in which their people are now, or by the unit of the roll's entry, but for the
 * last `leave` people and what came between them. `people`: of those supports the ones that are the first of their person,
 * who may have given several, for entries of a roll.
 *
 * @param until only those before the first that came then or later; null: all
 */
export async function countPlacesSince(
  tx: Tx,
  id: number,
  { after, until, leave, byUnit }: { after: number; until: Date | null; leave: number; byUnit: boolean },
): Promise<{ of: string; count: number; people: number; serial: number }[]> {
  const place = byUnit
    ? sql`(select unit from roll_entry entry where entry.roll_id = counted_roll and entry.id = roll_entry_id)`
    : sql`district`;
  const { rows } = await sql<{ of: string; count: number; people: number; serial: number }>`
    with came as (
      select serial, coalesce(${place}, '') as of, roll_entry_id is null or not exists (
          select from support before where before.person_id = support.person_id
            and before.matter_id = support.matter_id and before.serial < support.serial) as is_person
      from support join person on person.id = person_id
      where matter_id = ${id} and serial > ${after} and (${until}::timestamptz is null or serial < coalesce(
        (select min(serial) from support where matter_id = ${id} and serial > ${after} and created_at >= ${until}::timestamptz),
        2147483647))
    ), placed as (
      select *, count(*) filter (where is_person) over (order by serial desc) as people_from_here from came
    )
    select of, count(*)::int as count, (count(*) filter (where is_person))::int as people, max(serial) as serial
    from placed where people_from_here > ${leave} or ${leave === 0}
    group by of order by of`.execute(tx);
  return rows;
}

/** Whether the poll counts a roll that has units. */
export async function countsUnits(db: Queryable, id: number): Promise<boolean> {
  const roll = await db
    .selectFrom("matter")
    .innerJoin("roll", "roll.id", "matter.counted_roll")
    .select("roll.unit")
    .where("matter.id", "=", id)
    .executeTakeFirst();
  return roll !== undefined && roll.unit !== null;
}

/** From where people took part in a poll, all of it: of few too. */
export const findDistricts = (db: Queryable, id: number) =>
  db.selectFrom("poll_district_turnout").selectAll().where("matter_id", "=", id).executeTakeFirst();

export async function keepDistricts(
  tx: Tx,
  turnout: Omit<NewRow<"poll_district_turnout">, "counts" | "people"> &
    Record<"counts" | "people", Readonly<Record<string, number>>>,
): Promise<void> {
  const { matter_id, counts, people, ...rest } = turnout;
  const row = { ...rest, counts: JSON.stringify(counts), people: JSON.stringify(people) };
  await tx
    .insertInto("poll_district_turnout")
    .values({ matter_id, ...row })
    .onConflict((conflict) => conflict.column("matter_id").doUpdateSet(row))
    .execute();
}
