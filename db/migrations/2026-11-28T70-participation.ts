import { type Kysely, sql } from "kysely";

/** What the public's dashboard needs of districts: how they lie, and how much their people took part, day by day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  -- how it lies on a map of the space, 0 to 1000 from its upper left corner; null: no map of it was given
  alter table district add column if not exists shape text
    check (shape ~ '^(M[0-9]{1,4},[0-9]{1,4}(L[0-9]{1,4},[0-9]{1,4}){2,}Z)+$' and length(shape) <= 8000);

  -- up to which of its supports a matter's are in the numbers below
  create table participation_counted (
    matter_id bigint primary key references matter,
    serial    int not null check (serial > 0)
  );

  -- supports of a day that is over, by the district of who gave them ('': of none), that are too few to be shown
  create table participation_waiting (
    space_id int not null references space,
    district text not null,
    day      date not null,
    given    int not null check (given > 0),
    primary key (space_id, district, day)
  );

  -- what is shown: ten at least in a row, so that no two moments and no two ranges differ by fewer
  create table participation_day (
    space_id int not null references space,
    day      date not null,
    district text not null,
    given    int not null check (given >= 10),
    -- serves sumParticipation: a space's days from one on
    primary key (space_id, day, district)
  );
  `;
  await sql.raw(script).execute(db);
}
