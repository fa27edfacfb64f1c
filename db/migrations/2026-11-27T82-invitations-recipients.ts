import { type Kysely, sql } from "kysely";

/**
 * Invitations to an application end by themselves and count their uses. Lists go to recipients on file alone, whose key a
 * second clerk confirmed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  alter table drive_application
    add column invite_until     timestamptz,
    add column invite_uses_left int check (invite_uses_left >= 0);
  -- those that are out last as long as a new one would; what the version before makes meanwhile is made anew
  update drive_application set invite_until = now() + interval '14 days', invite_uses_left = 20
    where invite_hash is not null;

  create table list_recipient (
    id           bigint generated always as identity primary key,
    space_id     int not null references space,
    name         text not null check (char_length(name) between 2 and 100),
    key          text not null check (key ~ '^age1[0-9a-z]{58}$'),
    added_by     bigint not null references person,
    added_at     timestamptz not null,
    confirmed_by bigint references person,
    confirmed_at timestamptz,
    ended_at     timestamptz,
    check (num_nonnulls(confirmed_by, confirmed_at) in (0, 2)),
    check (confirmed_by <> added_by)                             -- by somebody else than who put it on file
  );
  create unique index list_recipient_key on list_recipient (space_id, key) where ended_at is null; -- on file once; the clerk's page
  alter table list_export add column recipient_id bigint references list_recipient;  -- null: from before they were on file
  `;
  await sql.raw(script).execute(db);
}
