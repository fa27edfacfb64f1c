import { type Kysely, sql } from "kysely";

/** What became of lines on paper: a column each. */
const STATES = ["counted", "doubtful", "refused", "superseded"];
const tally = (aggregate: string, rest = "") =>
  STATES.map((state) => `${aggregate} filter (where line.state = '${state}')${rest} as ${state}`).join(", ");

/**
 * Numbers that do not say who signed: receipts that name the day, and what a drive's page shows of its signatures
 * kept beside it, so that no page counts them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  -- 1: its text has the minute, of signatures from before; 2: the day
  alter table signature add column receipt smallint not null default 1 check (receipt in (1, 2));
  alter table signature alter column receipt drop default;

  create table drive_count (
    matter_id   bigint primary key references drive,
    -- lines on paper by what became of them, as they stand now
    counted     int not null default 0 check (counted >= 0),
    doubtful    int not null default 0 check (doubtful >= 0),
    refused     int not null default 0 check (refused >= 0),
    superseded  int not null default 0 check (superseded >= 0),
    -- the last day in Seoul whose signatures are in districts; null: none was counted yet
    counted_day date,
    -- signatures that stood, online and on paper, by the district's code; those of none under ''
    districts   jsonb,
    check ((counted_day is null) = (districts is null))
  );
  insert into drive_count (matter_id, counted, doubtful, refused, superseded)
  select drive.matter_id, ${tally("count(*)")}
  from drive left join paper_line line on line.matter_id = drive.matter_id group by drive.matter_id;

  -- Whoever writes lines, the numbers follow: the writer of signatures, the clerk's acts, whatever comes. All of it is
  -- done under the matter's lock, so the row waits for nobody.
  create function count_entered_paper() returns trigger language plpgsql as $$ begin
    insert into drive_count as kept (matter_id, counted, doubtful, refused, superseded)
    select matter_id, ${tally("count(*)")} from came line group by matter_id
    on conflict (matter_id) do update set counted = kept.counted + excluded.counted,
      doubtful = kept.doubtful + excluded.doubtful, refused = kept.refused + excluded.refused,
      superseded = kept.superseded + excluded.superseded;
    return null;
  end $$;
  create function count_changed_paper() returns trigger language plpgsql as $$ begin
    update drive_count as kept set counted = kept.counted + moved.counted, doubtful = kept.doubtful + moved.doubtful,
      refused = kept.refused + moved.refused, superseded = kept.superseded + moved.superseded
    from (
      select matter_id, ${tally("coalesce(sum(change)", ", 0)::int")}
      from (select matter_id, state, 1 as change from became union all select matter_id, state, -1 from went) line
      group by matter_id
    ) moved
    where kept.matter_id = moved.matter_id
      and (moved.counted, moved.doubtful, moved.refused, moved.superseded) <> (0, 0, 0, 0);
    return null;
  end $$;
  create trigger paper_line_entered after insert on paper_line
    referencing new table as came for each statement execute function count_entered_paper();
  create trigger paper_line_changed after update on paper_line
    referencing old table as went new table as became for each statement execute function count_changed_paper();
  `;
  await sql.raw(script).execute(db);
}
