import { type Kysely, sql } from "kysely";

/** Whether a reply answered what was asked, by those who stand behind the matter. The version before knows nothing of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  create table verdict (
    duty_id   bigint not null references duty,
    person_id bigint not null references person,
    verdict   text not null check (verdict in ('yes', 'partly', 'no')),
    given_at  timestamptz not null,
    -- one a person and duty
    primary key (duty_id, person_id)
  );
  -- serves a person's own data and their leaving
  create index verdict_of_person on verdict (person_id);

  -- How many say what: a page counts nothing. Written with each verdict, whose duty's row here is locked first.
  create table verdict_count (
    duty_id bigint primary key references duty,
    yes     int not null default 0 check (yes >= 0),
    partly  int not null default 0 check (partly >= 0),
    no      int not null default 0 check (no >= 0)
  );
  `;
  await sql.raw(script).execute(db);
}
