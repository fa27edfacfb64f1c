import { type Kysely, sql } from "kysely";

/**
 * Objections and their answers speak of people: they are sealed under the drive's key, as names are. What stands there
 * in plain is sealed by a job (it needs the key), which also takes what the version before writes meanwhile.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  alter table objection alter column body drop not null;
  alter table objection
    add column sealed        bytea,
    add column sealed_answer bytea,
    add column round         int check (round between 1 and 2);  -- the list it is to; null: made before this was kept
  do $$ declare name text; begin
    select conname into strict name from pg_constraint
      where conrelid = 'objection'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%num_nonnulls(upheld%';
    execute format('alter table objection drop constraint %I', name);
  end $$;
  alter table objection
    add constraint objection_decided check (num_nonnulls(upheld, decided_at, decided_by) in (0, 3)),
    add constraint objection_text_once check (num_nonnulls(body, sealed) <= 1 and num_nonnulls(answer, sealed_answer) <= 1);
  create unique index objection_open on objection (matter_id, person_id, round) where decided_at is null; -- one open a person and list
  create index objection_plain on objection (matter_id) where body is not null or answer is not null;    -- the job that seals

  alter table personal_read drop constraint personal_read_scope_check;
  alter table personal_read add constraint personal_read_scope_check
    check (scope in ('signature', 'paper-line', 'list', 'export', 'objection', 'match'));
  `;
  await sql.raw(script).execute(db);
}
