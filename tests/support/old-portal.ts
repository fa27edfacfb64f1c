import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import type pg from "pg";
import { inject } from "vitest";
import { seoulDay } from "#app/domain/calendar/dates.ts";
import { connect } from "#db/client.ts";
import type { CouncilKind } from "#db/tables/duty.ts";
import { connectAs, type TestDatabase } from "./database.ts";
import type { FrozenAnswers } from "./freeze-portal.ts";
import { bringToForm, FIXTURE, fillAsBefore, OLD_MIGRATIONS } from "./old-form.ts";

/**
 * Where the rows of an old table stand today: a query over today's tables that gives the old table's columns, for
 * each table that a later migration moved or changed. What is not named stands where it stood, column for column;
 * new columns beside the old ones are nobody's concern here.
 */
export const STANDS_TODAY: Record<string, string> = {
  ledger_head: "select true as singleton, seq, hash from ledger_head where space_id = 1",
  // who may be told of a drive says its matter
  drive: `select matter_id, application_id, statute_id, representative_id, drive.state as stage, listed_at,
      visibility = 'public' as listed, request, draft, draft_hash, certificate, eligible, as_of, required, data_key_id,
      certified_at, collect_until, handed_in_at, list_published_at, inspect_until, shortfall_until, accepted_at,
      introduced_at, extended_at, decided_at, decision, delete_data_at, data_deleted_at, kept_counts, clerk_note
    from drive join matter on matter.id = drive.matter_id`,
  // what follows and who owes it are two columns now
  rule: `select id, rule_set_id, code, matter_kind, measure, threshold, days,
      case owed_by when 'department' then 'department-reply' when 'head' then 'mayor-reply' else consequence end
        as consequence
    from rule`,
  // reached thresholds of what goes by rules, and all of what goes by a statute
  crossing: `select threshold.matter_id, rule.id as rule_id, count as threshold, reached_at as crossed_at,
      threshold.support_serial
    from threshold join matter on matter.id = threshold.matter_id
    join rule on rule.rule_set_id = matter.rule_set_id and rule.code = threshold.code
    where reached_at is not null`,
  drive_milestone: `select matter_id, position, code, count as threshold, threshold.days, reached_at, support_serial
    from threshold join drive using (matter_id)`,
  // beside them stands what the council owes by law
  duty: `select duty.id, duty.matter_id, rule.id as rule_id, duty.kind, office_id, duty.opened_at, due_at, met_at, replies
    from duty join matter on matter.id = duty.matter_id
    join rule on rule.rule_set_id = matter.rule_set_id and rule.code = duty.threshold_code`,
};

/** What the contract may answer otherwise than the old version did, and why; nothing else may. */
export interface NamedDifference {
  why: string;
  /** Of the addresses that answer so. */
  address: RegExp;
  /** The old answer as today's portal gives it. */
  today?(old: unknown): unknown;
  /** Today's answer as the old portal gave it: without what is new. */
  before?(today: unknown): unknown;
}
export const NAMED_DIFFERENCES: NamedDifference[] = [
  {
    why: "what the council owes by law is a duty, of its drive and in the lists; every duty names the article of its law",
    address: /^\/api\/v1\/(duties|proposals|forums|drives)\b/,
    before: withoutLaw,
  },
  {
    why: "a reply may promise another, and those who stand behind a matter say whether it was answered",
    address: /^\/api\/v1\/(duties|proposals|forums)\b/,
    before: withoutPromises,
  },
  {
    why: "a proposal may be about a place, and a picture of it have a line under it",
    address: /^\/api\/v1\/proposals\b/,
    before: withoutPlaceAndCaption,
  },
  {
    why: "a receipt says what everybody may ask for it by",
    address: /^\/api\/v1\/drives\/\d+\/receipt\b/,
    before: withoutLeaf,
  },
  {
    why: "a receipt says the day of its signature, and until its proof is there, when it will be",
    address: /^\/api\/v1\/drives\/\d+\/receipt\b/,
    today: withDay,
    before: withoutWaiting,
  },
  {
    why: "districts are of a day that is over, and the small ones stand together",
    address: /^\/api\/v1\/drives\/\d+$/,
    today: withoutDistricts,
    before: withoutDistricts,
  },
  {
    why: "each paragraph says that its direction is its own",
    address: /^\/api\/v1\//,
    before: withoutDirection,
  },
  {
    why: "what is stored of a drive is its state, as everywhere, and the few words derived from it are its stage",
    address: /^\/api\/v1\/(drives|search)\b/,
    before: withStageAndPhase,
  },
  {
    why: "a drive that is not listed is found by its token, and not by its number",
    address: /^\/api\/v1\/drives\/\d+$/,
    today: (old) => (isRecord(old) && (old.listed === false || old.status === 404) ? NOT_FOUND : old),
    before: (today) => (isRecord(today) && today.status === 404 ? NOT_FOUND : today),
  },
];

const NOT_FOUND = "not found";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const LAW_KINDS: readonly unknown[] = [
  "council-inspection",
  "council-acceptance",
  "council-introduction",
  "council-decision",
] satisfies CouncilKind[];

/** A duty that the law asks for, and no reply. */
export const isByLaw = (value: unknown): boolean => isRecord(value) && LAW_KINDS.includes(value.kind);

/** An answer without duties by law, without the article that a duty names, and without the duties of a drive. */
function withoutLaw(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.filter((one) => !isByLaw(one)).map(withoutLaw);
  if (!isRecord(answer)) return answer;
  const isDuty = "dueAt" in answer && "office" in answer;
  const isDrive = "certificate" in answer;
  return Object.fromEntries(
    Object.entries(answer)
      .filter(([key]) => !(isDuty && key === "article") && !(isDrive && key === "duties"))
      .map(([key, value]) => [key, key === "duties" ? withoutLaw(value) : value]),
  );
}

/** An answer without the days of next replies, and without what is said of the replies to its duties. */
function withoutPromises(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(withoutPromises);
  if (!isRecord(answer)) return answer;
  const isDuty = "dueAt" in answer && "office" in answer;
  return Object.fromEntries(
    Object.entries(answer)
      .filter(([key]) => key !== "nextDate" && !(isDuty && key === "answered"))
      .map(([key, value]) => [key, withoutPromises(value)]),
  );
}

function withoutPlaceAndCaption(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(withoutPlaceAndCaption);
  if (!isRecord(answer)) return answer;
  return Object.fromEntries(
    Object.entries(answer)
      .filter(([key]) => key !== "place" && key !== "caption")
      .map(([key, value]) => [key, withoutPlaceAndCaption(value)]),
  );
}

function withoutLeaf(answer: unknown): unknown {
  if (!isRecord(answer)) return answer;
  const { leaf: _leaf, ...rest } = answer;
  return rest;
}

function withDay(answer: unknown): unknown {
  if (!isRecord(answer) || typeof answer.signedAt !== "string") return answer;
  const { signedAt, ...rest } = answer;
  return { ...rest, signedOn: seoulDay(new Date(signedAt)) };
}

function withoutWaiting(answer: unknown): unknown {
  if (!isRecord(answer)) return answer;
  const { recordedBy: _recordedBy, ...rest } = answer;
  return rest;
}

function withoutDistricts(answer: unknown): unknown {
  if (!isRecord(answer) || !isRecord(answer.signatures)) return answer;
  const { districts: _districts, districtsDay: _day, ...signatures } = answer.signatures;
  return { ...answer, signatures };
}

function withoutDirection(answer: unknown): unknown {
  if (typeof answer === "string") return answer.replaceAll(' dir="auto"', "");
  if (Array.isArray(answer)) return answer.map(withoutDirection);
  if (!isRecord(answer)) return answer;
  return Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, withoutDirection(value)]));
}

const OLD_NAMES: Record<string, string> = { state: "stage", stage: "phase" };

function withStageAndPhase(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(withStageAndPhase);
  if (!isRecord(answer)) return answer;
  const isDrive = "state" in answer && ("certifiedAt" in answer || "required" in answer);
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]) => [
      (isDrive && OLD_NAMES[key]) || key,
      withStageAndPhase(value),
    ]),
  );
}

/** What must hold whatever the tables look like: each names the rows that break it. */
export const MUST_HOLD: Record<string, string> = {
  "a proposal or forum counts its supports": `
    select id from matter where kind <> 'drive'
      and support_count <> (select count(*) from support where matter_id = matter.id)`,
  "a drive counts its signatures online and on paper, until their data is deleted": `
    select matter.id from matter join drive on drive.matter_id = matter.id where data_deleted_at is null
      and support_count <> (select count(*) from support where matter_id = matter.id)
        + (select count(*) from paper_line where matter_id = matter.id and state = 'counted')`,
  "what became of a drive's lines on paper is kept as it stands": `
    select drive.matter_id from drive join drive_count using (matter_id)
      left join paper_line on paper_line.matter_id = drive.matter_id
    group by drive.matter_id, counted, doubtful, refused, superseded
    having (counted, doubtful, refused, superseded) is distinct from (
      count(*) filter (where paper_line.state = 'counted'), count(*) filter (where paper_line.state = 'doubtful'),
      count(*) filter (where paper_line.state = 'refused'), count(*) filter (where paper_line.state = 'superseded'))
    union select matter_id from drive where not exists (select from drive_count where matter_id = drive.matter_id)`,
  "the days of a matter add up to its count": `
    select id from matter where support_count > 0 and kind <> 'drive'
      and support_count <> (select sum(net) from support_day where matter_id = matter.id)`,
  "a signature stands beside a support": `
    select matter_id from signature where not exists (select from support
      where (matter_id, person_id) = (signature.matter_id, signature.person_id))`,
  "a threshold that was reached names a support of its matter, where that still stands": `
    select matter_id, code from threshold join matter on matter.id = matter_id
      where reached_at is not null and (threshold.support_serial > matter.support_serial or reached_at < matter.opened_at)`,
  "what waits for the next number of a matter is one of its thresholds": `
    select id from matter where next_threshold is not null and state = 'open'
      and not exists (select from threshold where matter_id = id and count = next_threshold and reached_at is null)`,
  "a duty from a threshold came when that was reached": `
    select duty.id from duty join threshold on threshold.matter_id = duty.matter_id and code = threshold_code
      where reached_at is distinct from opened_at`,
  "a support is the person's who gave it": `
    select * from support where (holder_id, counted_roll, roll_entry_id) is distinct from (person_id, 0, null::bigint)`,
  "a matter says of itself what its kind said before": `
    select matter.id, visibility, opens_at, withdrawable_until, supports_fixed_at, roll_id
    from matter left join drive on drive.matter_id = matter.id
    where (visibility, opens_at, withdrawable_until, supports_fixed_at, roll_id) is distinct from (
      case when kind = 'drive' and listed_at is null then 'unlisted' else 'public' end, opened_at,
      case when kind <> 'drive' then closes_at end, handed_in_at, null::int)`,
};

/** A new database of the test server at the form that the named migrations make, and nothing in it. */
export async function createDatabaseAt(migrations: readonly string[]): Promise<TestDatabase> {
  const server = inject("server");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await onServer(`create database ${name}`);
  const url = `${server}/${name}`;
  const database = connectAs(url, url); // there was no other role then
  await bringToForm(database, migrations);
  return database;
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
  return connectAs(url, url);
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

/** Has every foreign key compare its rows anew; the fixture went in without. Throws at one that does not hold. */
export async function compareForeignKeys(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ again: string }>(
    `select format('alter table %1$s drop constraint %2$I, add constraint %2$I %3$s', conrelid::regclass, conname,
       pg_get_constraintdef(oid)) as again
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`,
  );
  for (const { again } of rows) await pool.query(again);
}
