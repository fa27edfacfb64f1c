import { type Kysely, sql } from "kysely";

/**
 * What is not listed has an address that cannot be guessed, and its lines in the ledger are hashed under a salt: they
 * say what happened only once it is listed. What is listed already needs neither, so no row of it is written here; the
 * defaults serve the version before, which may still run beside.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  alter table matter add column address_token uuid;
  alter table matter alter column address_token set default gen_random_uuid();
  update matter set address_token = gen_random_uuid() where visibility <> 'public';
  alter table matter add constraint matter_addressed check (visibility = 'public' or address_token is not null);
  -- serves the address of what is not listed
  create unique index matter_address_token on matter (address_token);

  -- null: hashed as it stands; else only the hash of salt and line is in the chain (app/domain/ledger/chain.ts)
  alter table event add column salt bytea;
  `;
  await sql.raw(script).execute(db);
}
