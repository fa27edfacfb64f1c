import { type Kysely, sql } from "kysely";

/** What a session is told apart by on its owner's page, and by its identity provider when it says that one ended. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  alter table session
    add column device        text,   -- such as "Firefox, Android"; never the whole of what a browser says
    add column account_hash  bytea check (octet_length(account_hash) = 32),
    add column provider_hash bytea check (octet_length(provider_hash) = 32),  -- keyed, of the provider's own session
    add column id_token      bytea;  -- sealed: shown to the provider when its session is to end as well
  -- serves back-channel logout
  create index session_of_account on session (account_hash) where account_hash is not null;
  create index session_of_provider on session (provider_hash) where provider_hash is not null;
  `;
  await sql.raw(script).execute(db);
}
