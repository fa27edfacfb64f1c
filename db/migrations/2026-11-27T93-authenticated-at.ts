import { type Kysely, sql } from "kysely";

/** When somebody proved who they are, as their provider says: a session may begin without being asked anything. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table session add column authenticated_at timestamptz`.execute(db); // null: the provider did not say
}
