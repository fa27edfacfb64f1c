import { type Kysely, sql } from "kysely";

/** Who asked to be reminded of a poll before it closes. The version before may run beside. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  create table poll_reminder (
    matter_id bigint not null references poll,
    person_id bigint not null references person on delete cascade,
    -- its time has come; set of everybody who asked, so that it says nothing of who had taken part
    reminded  boolean not null default false,
    primary key (matter_id, person_id)
  );
  -- serves the job: who waits to be reminded
  create index poll_reminder_waiting on poll_reminder (matter_id, person_id) where not reminded;
  -- serves what is stored of one, and leaving
  create index poll_reminder_of_person on poll_reminder (person_id);
  `;
  await sql.raw(script).execute(db);
}
