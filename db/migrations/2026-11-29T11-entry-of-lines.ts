import { type Kysely, sql } from "kysely";

/**
 * When a line on paper was entered, by which it counts: the sheet's time is that of its first lines. Of lines that were
 * matched before it is not known, and their sheet's is all there is: null.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table paper_line add column entered_at timestamptz`.execute(db);
}
