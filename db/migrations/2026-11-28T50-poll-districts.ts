import { type Kysely, sql } from "kysely";

/**
 * From which districts people took part in a poll, as of the end of a day instead of the minute: beside the live count, a
 * number that moves at once says where somebody is from.
 *
 * The version before may run beside: it goes on writing its own rows of `poll_turnout`, which nothing reads any more. Of
 * polls under way the supports themselves are counted anew, and of those that it ends meanwhile too (`listUnendedDistricts`).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  create table poll_district_turnout (
    matter_id  bigint primary key references poll,
    -- by district's code, "" of none: those whose supports are no later than this
    counts     jsonb not null,
    serial     int not null,
    -- the end of the day, or the close, as of which they are; null: nothing was counted yet
    counted_at timestamptz,
    -- the end of the day for which it was last asked whether enough came
    looked_at  timestamptz not null
  );
  insert into poll_district_turnout (matter_id, counts, serial, counted_at, looked_at)
  select poll.matter_id, jsonb_object_agg(bucket, count), turnout_serial, counted_at, counted_at
  from poll join poll_turnout on poll_turnout.matter_id = poll.matter_id and dimension = 'district'
  where counted_at is not null group by poll.matter_id;
  delete from poll_turnout where dimension = 'district';
  `;
  await sql.raw(script).execute(db);
}
