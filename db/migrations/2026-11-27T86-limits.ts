import { type Kysely, sql } from "kysely";

/** Counts of limits that all processes share, under keys that a day's salt hides. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  -- unlogged: what a crash empties begins anew, and no backup of the log has it
  create unlogged table limit_count (
    key     bytea primary key,
    points  integer not null,
    ends_at timestamptz not null
  );

  create table limit_salt (
    day  date primary key,
    salt bytea not null
  );
  `;
  await sql.raw(script).execute(db);
}
