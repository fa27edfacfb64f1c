import { type Kysely, sql } from "kysely";

/**
 * How many lines on paper a signature online superseded since the drive's districts were counted last: the numbers that
 * are shown move with the districts. What the version before counts meanwhile is put right by the next count of districts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  alter table drive_count add column fresh int not null default 0; -- of superseded, those since counted_day was over
  create function is_freshly_superseded(state text, decided_at timestamptz, counted_day date) returns boolean
    language sql stable as $$
    select state = 'superseded'
      and decided_at >= coalesce((counted_day + 1)::timestamp at time zone 'Asia/Seoul', '-infinity') $$;
  create function count_fresh_paper() returns trigger language plpgsql as $$ begin
    update drive_count as kept set fresh = kept.fresh + moved.fresh
    from (
      select line.matter_id, sum(change)::int as fresh
      from (
        select matter_id, state, decided_at, 1 as change from became
        union all select matter_id, state, decided_at, -1 from went
      ) line join drive_count on drive_count.matter_id = line.matter_id
      where is_freshly_superseded(state, decided_at, counted_day)
      group by line.matter_id
    ) moved
    where kept.matter_id = moved.matter_id and moved.fresh <> 0;
    return null;
  end $$;
  -- under the matter's lock, as paper_line_changed
  create trigger paper_line_freshly_changed after update on paper_line
    referencing old table as went new table as became for each statement execute function count_fresh_paper();
  update drive_count set fresh = (select count(*) from paper_line
    where paper_line.matter_id = drive_count.matter_id and is_freshly_superseded(state, decided_at, counted_day));
  `;
  await sql.raw(script).execute(db);
}
