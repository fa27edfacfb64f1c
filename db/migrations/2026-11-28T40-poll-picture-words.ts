import { type Kysely, sql } from "kysely";

/**
 * What a picture of a poll shows is said where it is used, in the poll's languages, so that it is approved and hashed with
 * the rest. The version before reads the column still and had no door that fills it: it is emptied of its meaning here, and
 * goes with a later version.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table poll_picture alter column alt drop not null`.execute(db);
}
