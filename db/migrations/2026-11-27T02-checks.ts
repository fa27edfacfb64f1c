import { type Kysely, sql } from "kysely";

/** Three columns took any word where their types know a few. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  alter table opinion_version add check (stance in ('for', 'against', 'other'));
  alter table search_removal add check (kind in ('proposal', 'forum', 'drive', 'opinion', 'reply'));
  alter table search_rebuild add check (kind in ('proposal', 'forum', 'drive', 'opinion', 'reply'));
  `;
  await sql.raw(script).execute(db);
}
