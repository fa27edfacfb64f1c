import { type Kysely, sql } from "kysely";

/** When a session was last used: those of people who hold a post end after half an hour without it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  -- kept up for who holds a post, to the minute; of anybody else it stays when the session began
  alter table session add column used_at timestamptz not null default now();
  `;
  await sql.raw(script).execute(db);
}
