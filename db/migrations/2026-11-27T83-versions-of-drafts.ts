import { type Kysely, sql } from "kysely";

/**
 * A draft says which version it is and which window wrote it, so that a second window does not write over what it has
 * not seen. A process of the version before writes neither: what it saves keeps the version that it had.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  alter table draft
    add column version int not null default 1,
    -- the window that wrote it last; null: one from before this stood there
    add column tab uuid;
  -- step → {"version": 3, "tab": "…"}: the steps are kept one by one, and two windows may each write another
  alter table drive_application add column part_versions jsonb not null default '{}';
  `;
  await sql.raw(script).execute(db);
}
