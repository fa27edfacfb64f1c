import { type Kysely, sql } from "kysely";

/**
 * A space's map, and where a proposal is about. The version before may run beside: it draws district.shape, which this
 * one does not read any more, and what it publishes has no place.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  -- a map is never changed: a new version takes its place
  create table city_map (
    space_id    int not null references space,
    version     int not null check (version > 0),
    -- outlines in WGS 84, simplified: see db/tables/city-map.ts
    geometry    jsonb not null,
    uploaded_at timestamptz not null,
    -- null: it waits to be looked at
    in_force_at timestamptz,
    -- serves the newest in force too
    primary key (space_id, version)
  );
  -- one of a space waits
  create unique index city_map_waiting on city_map (space_id) where in_force_at is null;

  -- rounded to a grid of about 50 m before it comes here
  alter table matter
    add column lon double precision check (lon between -180 and 180),
    add column lat double precision check (lat between -90 and 90),
    add constraint matter_place_whole check ((lon is null) = (lat is null));
  -- serves the pins of a map, newest first, of a district too
  create index matter_placed on matter (space_id, opened_at desc, id desc) include (district, category)
    where lon is not null and kind = 'proposal' and visibility = 'public' and state <> 'withdrawn';
  alter table draft
    add column lon double precision check (lon between -180 and 180),
    add column lat double precision check (lat between -90 and 90),
    add constraint draft_place_whole check ((lon is null) = (lat is null));
  `;
  await sql.raw(script).execute(db);
}
