import { type Kysely, sql } from "kysely";

/** Forms that met a session that had ended: kept for half an hour, for their writer alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  create table kept_form (
    id uuid primary key,
    space_id int not null references space,
    person_id bigint not null references person on delete cascade,
    -- where it was sent to, and its fields
    sealed bytea not null,
    until timestamptz not null
  );
  -- serves deleteKeptFormsBefore
  create index kept_form_until on kept_form (until);
  `;
  await sql.raw(script).execute(db);
}
