import { type Kysely, sql } from "kysely";

/**
 * Days off that an operator adds to the public holidays of the country (app/domain/calendar). Drives that were
 * certified before keep the dates that they have, those of the version before, which may still run, too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  create table day_off (
    space_id int not null references space,
    day      date not null,
    name     jsonb not null,
    added_on date not null,             -- periods that had begun before keep their ends
    primary key (space_id, day)
  );
  alter table drive add column skips_days_off boolean not null default false;
  `;
  await sql.raw(script).execute(db);
}
