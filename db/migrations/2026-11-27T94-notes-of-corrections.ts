import { type Kysely, sql } from "kysely";

/** A clerk's note on a correction may name people: it goes with the drive's personal data. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table paper_line_version alter column note drop not null`.execute(db); // null: its data was deleted
}
