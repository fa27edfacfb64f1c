import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import type pg from "pg";
import { inject } from "vitest";
import { connect } from "#db/client.ts";
import type { TestDatabase } from "./database.ts";
import type { FrozenAnswers } from "./freeze-portal.ts";
import { bringToForm, FIXTURE, fillAsBefore, OLD_MIGRATIONS } from "./old-form.ts";

/**
 * Where the rows of an old table stand today: a query over today's tables that gives the old table's columns, for
 * each table that a later migration moved or changed. What is not named stands where it stood, column for column;
 * new columns beside the old ones are nobody's concern here.
 */
export const STANDS_TODAY: Record<string, string> = {};

/** What the contract may answer otherwise than the old version did, and why; nothing else may. */
export interface NamedDifference {
  why: string;
  /** Of the addresses that answer so. */
  address: RegExp;
  /** The old answer as today's portal gives it. */
  today(old: unknown): unknown;
}
export const NAMED_DIFFERENCES: NamedDifference[] = [];

/** What must hold whatever the tables look like: each names the rows that break it. */
export const MUST_HOLD: Record<string, string> = {
  "a proposal or forum counts its supports": `
    select id from matter where kind <> 'drive'
      and support_count <> (select count(*) from support where matter_id = matter.id)`,
  "a drive counts its signatures online and on paper, until their data is deleted": `
    select matter.id from matter join drive on drive.matter_id = matter.id where data_deleted_at is null
      and support_count <> (select count(*) from support where matter_id = matter.id)
        + (select count(*) from paper_line where matter_id = matter.id and state = 'counted')`,
  "the days of a matter add up to its count": `
    select id from matter where support_count > 0 and kind <> 'drive'
      and support_count <> (select sum(net) from support_day where matter_id = matter.id)`,
  "a signature stands beside a support": `
    select matter_id from signature where not exists (select from support
      where (matter_id, person_id) = (signature.matter_id, signature.person_id))`,
  "every foreign key holds": `
    select conname from pg_constraint where contype = 'f' and not convalidated`,
};

/** A new database of the test server at the form that the named migrations make, and nothing in it. */
export async function createDatabaseAt(migrations: readonly string[]): Promise<TestDatabase> {
  const server = inject("server");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await onServer(`create database ${name}`);
  const url = `${server}/${name}`;
  const client = connect(url, { max: 10 });
  await bringToForm(client, migrations);
  return { url, ...client };
}

/** The database as the old version left it. */
export async function createOldDatabase(): Promise<TestDatabase> {
  const database = await createDatabaseAt(OLD_MIGRATIONS);
  await fillAsBefore(database.pool);
  return database;
}

/** Another of the same content; nobody may be connected to `database` but its own pool, which is closed. */
export async function cloneDatabase(database: TestDatabase): Promise<TestDatabase> {
  const server = inject("server");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await onServer(`create database ${name} template ${new URL(database.url).pathname.slice(1)}`);
  const url = `${server}/${name}`;
  return { url, ...connect(url, { max: 10 }) };
}

async function onServer(statement: string): Promise<void> {
  const admin = connect(`${inject("server")}/postgres`, { max: 1 });
  await admin.pool.query(statement);
  await admin.close();
}

export async function readFrozenAnswers(): Promise<FrozenAnswers> {
  const text = gunzipSync(await readFile(new URL(`${FIXTURE}.answers.json.gz`))).toString("utf8");
  return JSON.parse(text);
}

/** A query a table: what stood in it under the old version. */
export async function oldTables(pool: pg.Pool): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ name: string; columns: string }>(
    `select table_name as name, string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'kysely%'
     group by 1 order by 1`,
  );
  const tables = new Map(rows.map(({ name, columns }) => [name, `select ${columns} from "${name}"`]));
  // The queue's own tables are its own affair; what waits in it is ours.
  return tables.set(
    "waiting jobs",
    `select identifier, payload, run_at, priority, key from graphile_worker._private_jobs job
     join graphile_worker._private_tasks task on task.id = job.task_id`,
  );
}

/** The rows of a query as lines, in an order of their own. */
export async function rowsOf(pool: pg.Pool, query: string): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(
    `select to_jsonb(old)::text as line from (${query}) old order by 1`,
  );
  return rows.map(({ line }) => line);
}

/** Every column, constraint, index, trigger and function of ours, as lines. */
export async function readSchema(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(`
    select concat_ws(' ', table_schema, table_name, ordinal_position, column_name, data_type, is_nullable, column_default, generation_expression) as line
      from information_schema.columns where table_schema in ('public', 'graphile_worker')
    union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
    union all select indexdef from pg_indexes where schemaname in ('public', 'graphile_worker')
    union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
    union all select proname || ' ' || prosrc from pg_proc where pronamespace in ('public'::regnamespace, 'graphile_worker'::regnamespace)
    union all select 'migrated ' || name from kysely_migration
    order by 1`);
  return rows.map(({ line }) => line);
}
