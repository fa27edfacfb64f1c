import { type Kysely, sql } from "kysely";

/**
 * Of a provider's subject only a keyed hash is kept: a login name would name a person in every copy of the database.
 * The key is not here, so what stands is hashed by the portal, some at a time (`npm run keys:rotate`, and a job each
 * hour); until then an account is known by either form.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  alter table account add column subject_hash bytea check (octet_length(subject_hash) = 32);
  alter table account drop constraint account_pkey;
  alter table account alter column subject drop not null;
  alter table account add constraint account_once_named check (num_nonnulls(subject, subject_hash) = 1);
  -- serves signing in
  create unique index account_subject_hash on account (issuer, subject_hash);
  -- serves signing in with an account that is not hashed yet, and finding those
  create unique index account_subject on account (issuer, subject) where subject is not null;
  -- serves a person's own download, and their leaving
  create index account_of_person on account (person_id);
  `;
  await sql.raw(script).execute(db);
}
