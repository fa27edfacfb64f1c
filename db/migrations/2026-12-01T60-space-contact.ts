import { type Kysely, sql } from "kysely";

/** Where a space is reached, and who answers for personal data. The version before may run beside. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  -- the operator's address, phone and email, and the privacy officer's (domain/space/contact.ts); null: not said
  alter table space add column contact jsonb check (jsonb_typeof(contact) = 'object');
  `;
  await sql.raw(script).execute(db);
}
