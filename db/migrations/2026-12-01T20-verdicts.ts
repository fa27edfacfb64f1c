import { type Kysely, sql } from "kysely";

/** Whether a reply answered what was asked, by those who stand behind the matter. The version before knows nothing of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  create table verdict (
    duty_id   bigint not null references duty,
    person_id bigint not null references person,
    verdict   text not null check (verdict in ('yes', 'partly', 'no')),
    given_at  timestamptz not null,
    -- one a person and duty; serves counting those of a duty too
    primary key (duty_id, person_id)
  );
  -- serves a person's own data and their leaving
  create index verdict_of_person on verdict (person_id);
  `;
  await sql.raw(script).execute(db);
}
