import { sql } from "kysely";
import type { Queryable } from "../client.ts";

/**
 * Connections of the portal to this database that do not bear one of the names `ours`; with their number and since
 * when the first is there (null: this role may not know). Who waits for an advisory lock is left out: a process that
 * starts waits so for the migrator, and sees what the migrator did before it does anything else.
 */
export async function listOtherConnections(db: Queryable, ours: readonly string[]) {
  // Within a transaction the view stands still from its first look on.
  await sql`select pg_stat_clear_snapshot()`.execute(db);
  const { rows } = await sql<{ name: string; connections: number; since: Date | null }>`
    select application_name as name, count(*)::int as connections, min(backend_start) as since
    from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
      and split_part(application_name, ' ', 1) in ('gonggam', 'gonggam-live')
      and application_name <> all (${ours})
      and wait_event is distinct from 'advisory'
    group by 1 order by 1`.execute(db);
  return rows;
}
