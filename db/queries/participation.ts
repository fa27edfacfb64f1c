import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { MatterKind } from "../tables/matter.ts";
import type { NewRow, Row } from "../tables/tables.ts";

/** The number is arbitrary; nothing else takes it. */
const COUNTING = 6_041_979;

/** Whether this transaction is the one that counts, until it ends; false: another one is. */
export async function lockParticipation(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{
    locked: boolean;
  }>`select pg_try_advisory_xact_lock(${COUNTING}) as locked`.execute(tx);
  return rows[0]?.locked ?? false;
}

/**
 * Matters of these kinds before everybody that were given supports since theirs were counted, after `afterId`, in the order
 * of their ids.
 */
export async function listToCount(
  db: Queryable,
  kinds: readonly MatterKind[],
  afterId: number,
  limit: number,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select matter.id from matter left join participation_counted counted on counted.matter_id = matter.id
    where matter.id > ${afterId} and kind = any(${[...kinds]}::text[]) and visibility = 'public'
      and support_serial > coalesce(counted.serial, 0)
    order by matter.id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * Adds a matter's supports from before `until` that were not counted (support_serial), by the day in Seoul and the
 * district as it is now. Serials are given under the matter's lock and seen in their order, so nothing is passed over;
 * one that is of a later moment than its followers is counted with them, on its own day.
 *
 * It is counted up to the first support that is left for later, and where none is up to the last that was ever given: of one
 * that was taken back there is no row, and the matter must not be looked at for ever because of it.
 */
export async function countMatter(tx: Tx, matterId: number, until: Date): Promise<void> {
  await sql`
    with known as (
      select coalesce((select serial from participation_counted where matter_id = ${matterId}), 0) as before,
        coalesce((
          select max(serial) from support where matter_id = ${matterId} and created_at < ${until}), 0) as due,
        support_serial
      from matter where id = ${matterId}
    ), reached as (
      select before, greatest(before, coalesce((
        select min(serial) - 1 from support where matter_id = ${matterId} and serial > greatest(due, before)
      ), support_serial)) as serial
      from known
    ), came as (
      select support.serial, (support.created_at at time zone 'Asia/Seoul')::date as day,
        coalesce(person.district, '') as district
      from support join person on person.id = support.person_id
      cross join reached
      where support.matter_id = ${matterId} and support.serial > before and support.serial <= reached.serial
    ), waiting as (
      insert into participation_waiting (space_id, district, day, given)
      select space_id, came.district, day, count(*)::int from came join matter on matter.id = ${matterId}
      group by space_id, came.district, day
      on conflict (space_id, district, day) do update set given = participation_waiting.given + excluded.given
    )
    insert into participation_counted (matter_id, serial)
    select ${matterId}::bigint, serial from reached where serial > before
    on conflict (matter_id) do update set serial = excluded.serial`.execute(tx);
}

export function listWaiting(tx: Tx): Promise<Row<"participation_waiting">[]> {
  return tx
    .selectFrom("participation_waiting")
    .selectAll()
    .orderBy("space_id")
    .orderBy("district")
    .orderBy("day")
    .execute();
}

/** Moves what waited of a district to what is shown. */
export async function show(
  tx: Tx,
  shown: { spaceId: number; district: string; rows: { day: string; given: number }[]; upTo: string },
): Promise<void> {
  const { spaceId, district, rows, upTo } = shown;
  const days: NewRow<"participation_day">[] = rows.map((row) => ({ space_id: spaceId, district, ...row }));
  await tx
    .insertInto("participation_day")
    .values(days)
    .onConflict((conflict) =>
      conflict
        .columns(["space_id", "day", "district"])
        .doUpdateSet((eb) => ({ given: eb("participation_day.given", "+", eb.ref("excluded.given")) })),
    )
    .execute();
  await tx
    .deleteFrom("participation_waiting")
    .where("space_id", "=", spaceId)
    .where("district", "=", district)
    .where("day", "<=", upTo)
    .execute();
}

/** Supports by the district of who gave them since a day (YYYY-MM-DD in Seoul); null: since the first. */
export async function sumParticipation(
  db: Queryable,
  spaceId: number,
  since: string | null,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom("participation_day")
    .select((eb) => ["district", eb.cast<number>(eb.fn.sum("given"), "integer").as("given")])
    .where("space_id", "=", spaceId)
    .$if(since !== null, (query) => query.where("day", ">=", since ?? ""))
    .groupBy("district")
    .execute();
  return new Map(rows.map(({ district, given }) => [district, given]));
}
