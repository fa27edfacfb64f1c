import type pg from "pg";

/**
 * What the portal's role may do, so that a statement somebody smuggles in, and a mistake of ours, cannot change what is
 * kept for the record. The role that owns the tables migrates them and does nothing else; the portal works as another,
 * which reads and writes, but only adds to these. Triggers refuse the same to everybody; but an owner switches them off.
 */
export const ADDED_TO: readonly string[] = [
  "event",
  "checkpoint",
  "cosignature",
  "reply",
  "rule",
  "statute",
  "personal_read",
  "frozen_list",
  "recorded_count",
  "signature_batch",
  "signature_leaf",
  "support_withdrawal",
  "poll_correction",
  "poll_draw",
  "poll_draw_number",
  "poll_drawn",
  "vote_draft_version",
  "vote",
  "polling_place",
  "vote_seat",
  "vote_entry",
  "vote_count",
  "vote_result",
  "vote_objection",
  "vote_objection_decision",
];

/** Of these too no row goes, and of a row nothing but these columns changes. */
export const CHANGED_ONLY_IN: Readonly<Record<string, readonly string[]>> = {
  threshold: ["reached_at", "support_serial"],
  paper_change: ["batch_id", "position"],
  signature_withdrawal: ["batch_id", "position"],
  paper_line_version: ["sealed", "note"],
  poll: ["tally", "shown", "counted_at", "turnout_serial", "announced_at"],
  list_recipient: ["confirmed_by", "confirmed_at", "ended_at"],
  statement: ["hidden_at", "hidden_reason"],
  ledger_head: ["seq", "hash"],
};

/** What migrators alone write. */
const READ_ONLY: readonly string[] = ["kysely_migration", "kysely_migration_lock"];

/** Any number: several starts on one database take turns by it. */
const LOCK = 6_041_978;

/**
 * Gives `role` its rights on everything that is ours and belongs to who asks, and takes whatever else it had on it. Each
 * migrator calls it: tables may be new. Running it again changes nothing.
 *
 * The job queue's tables have row security without a rule, which shuts out everybody but their owner; each gets a rule
 * that lets the portal in.
 */
export async function grantPortalRights(pool: pg.Pool, role: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [LOCK]);
    const { rows } = await client.query<{ statement: string }>(STATEMENTS, [
      role,
      ADDED_TO,
      Object.keys(CHANGED_ONLY_IN),
      READ_ONLY,
    ]);
    for (const { statement } of rows) await client.query(statement);
    for (const [table, columns] of Object.entries(CHANGED_ONLY_IN))
      await client.query(`grant update (${columns.join(", ")}) on ${table} to ${quoted(role)}`);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** One statement an object. `maintain` is Postgres 17's: before, ANALYZE of ours is passed over with a warning. */
const STATEMENTS = `
  with ours as (select oid, nspname from pg_namespace where nspname in ('public', 'graphile_worker')),
  relation as (
    select pg_class.oid, nspname, relname, relkind, relrowsecurity from pg_class join ours on ours.oid = relnamespace
    where relowner = current_user::regrole)
  select 1 as place, format('grant usage on schema %I to %I', nspname, $1::text) as statement from ours
  union all
  select 2, format('revoke all on %I.%I from %I', nspname, relname, $1::text)
    from relation where relkind in ('r', 'p', 'v', 'm')
  union all
  select 3, format('grant %s on %I.%I to %I',
      case when relkind in ('v', 'm') or relname = any($4::text[]) then 'select'
        when nspname = 'public' and relname = any($2::text[] || $3::text[]) then 'select, insert'
        else 'select, insert, update, delete' end, nspname, relname, $1::text)
    from relation where relkind in ('r', 'p', 'v', 'm')
  union all
  select 3, format('grant usage, select, update on sequence %I.%I to %I', nspname, relname, $1::text)
    from relation where relkind = 'S'
  union all
  select 3, format('grant execute on routine %s to %I', pg_proc.oid::regprocedure, $1::text)
    from pg_proc join ours on ours.oid = pronamespace where proowner = current_user::regrole
  union all
  select 4, format('create policy portal on %I.%I to %I using (true) with check (true)', nspname, relname, $1::text)
    from relation where relrowsecurity and not exists (
      select from pg_policy where polrelid = relation.oid and polname = 'portal'
        and (select oid from pg_roles where rolname = $1) = any(polroles))
  union all
  select 5, format('grant maintain on search_document to %I', $1::text)
    where current_setting('server_version_num')::int >= 170000
      and exists (select from relation where nspname = 'public' and relname = 'search_document')
  order by place`;

/**
 * The tables of the record that the role of these connections may change beyond what it should: because they are its
 * own, by a right on them, or because nothing is refused to it. None: it is as restricted as it can be.
 */
export async function findExcessRights(pool: pg.Pool): Promise<{ role: string; tables: string[] }> {
  const { rows } = await pool.query<{ role: string; tables: string[] }>(
    `select current_user::text as role, array(
      select relname::text from pg_class
      where relnamespace = 'public'::regnamespace and relname = any($1)
        and (pg_has_role(current_user, relowner, 'member') or has_table_privilege(oid, 'update')
          or has_table_privilege(oid, 'delete') or has_table_privilege(oid, 'truncate'))
      order by array_position($1, relname::text)) as tables`,
    [[...ADDED_TO, ...Object.keys(CHANGED_ONLY_IN)]],
  );
  return rows[0] ?? { role: "", tables: [] };
}
