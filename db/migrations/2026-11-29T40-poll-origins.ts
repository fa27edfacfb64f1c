import { type Kysely, sql } from "kysely";

/** What came of a matter is found from the matter. The version before may run beside. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  -- serves a matter's page: the polls that name it as where they come from
  create index poll_related on poll using gin ((definition -> 'related') jsonb_path_ops);
  `;
  await sql.raw(script).execute(db);
}
