import { type Kysely, sql } from "kysely";

/**
 * From where on lines have the hash of their text says the chain itself: its first line that has one. A column beside
 * it could be set to excuse whatever was taken out.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw("alter table ledger_head drop column hashed_from").execute(db);
}
