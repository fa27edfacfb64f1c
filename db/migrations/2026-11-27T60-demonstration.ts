import { type Kysely, sql } from "kysely";

/**
 * A space says whether it is a demonstration, so that a start with the other's settings can be refused. What the
 * seed made before this stood there is known by its officers' accounts: their issuer is "demonstration", and every
 * provider's is an address. A city that was set up by hand is a real one, whoever was let in to it by mistake.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  -- by default real: what does not say that it is made up is kept from who would let everybody in
  alter table space add column demonstration boolean not null default false;
  update space set demonstration = true where exists (select from account where issuer = 'demonstration');
  `;
  await sql.raw(script).execute(db);
}
