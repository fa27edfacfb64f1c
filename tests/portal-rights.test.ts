import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MigrationRefused, migrate } from "#db/migrate.ts";
import { ADDED_TO, CHANGED_ONLY_IN, findExcessRights, grantPortalRights } from "#db/portal-rights.ts";
import { createTestDatabase, type TestDatabase } from "./support/database.ts";
import { startPortal } from "./support/portal.ts";

/** What the portal's role may do with what is kept for the record, and who brings it into these bounds. */
const RECORD = [...ADDED_TO, ...Object.keys(CHANGED_ONLY_IN)];

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("demonstration");
});
afterAll(() => database.close());

const COLUMN = `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''
  and attidentity <> 'a' and not attname = any($2) order by attnum limit 1`;

describe("the portal's role", () => {
  test.each(RECORD)("adds to %s, and neither changes nor takes away", async (table) => {
    const { rows } = await database.owner.pool.query<{ name: string }>(COLUMN, [
      table,
      CHANGED_ONLY_IN[table] ?? [],
    ]);
    const column = rows[0]?.name;
    for (const statement of [
      `update ${table} set ${column} = ${column}`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
      `alter table ${table} disable trigger user`,
      `drop table ${table} cascade`,
      `create trigger x before insert on ${table} for each row execute function refuse_change()`,
    ])
      await expect(database.pool.query(statement), statement).rejects.toThrow(
        /permission denied|must be owner/,
      );
    const { rows: may } = await database.pool.query(
      "select has_table_privilege($1, 'select') and has_table_privilege($1, 'insert') as it",
      [table],
    );
    expect(may).toEqual([{ it: true }]);
  });

  test("is kept from at least what the ledger is made of, what meets a duty, and who looked", () => {
    expect(RECORD).toEqual(
      expect.arrayContaining([
        ...["event", "reply", "threshold", "rule", "statute", "personal_read", "checkpoint", "cosignature"],
        // What verifying the ledger counts and adds up again; no trigger keeps these.
        ...["support_withdrawal", "recorded_count", "frozen_list", "signature_leaf", "signature_batch"],
        ...["signature_withdrawal", "paper_change", "paper_line_version", "list_recipient"],
      ]),
    );
  });

  test("is kept from every table that a trigger keeps as it is", async () => {
    const { rows } = await database.pool.query<{ name: string }>(
      `select distinct relname as name from pg_trigger join pg_class on pg_class.oid = tgrelid
       join pg_proc on pg_proc.oid = tgfoid where proname like 'refuse\\_change%'`,
    );
    expect(rows.map(({ name }) => name).filter((name) => !RECORD.includes(name))).toEqual([]);
  });

  test("reads and writes every other table of ours, and owns none", async () => {
    const { rows } = await database.pool.query<{ name: string; may: boolean; owns: boolean }>(
      `select relname as name, pg_has_role(current_user, relowner, 'member') as owns,
         has_table_privilege(oid, 'select') and has_table_privilege(oid, 'insert')
           and has_table_privilege(oid, 'update') and has_table_privilege(oid, 'delete') as may
       from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    const not = rows.filter(({ may }) => !may).map(({ name }) => name);
    expect(not.sort()).toEqual([...RECORD, "kysely_migration", "kysely_migration_lock"].sort());
    expect(rows.filter(({ owns }) => owns)).toEqual([]);
  });

  test("reaches the queue through its row security", async () => {
    const { rows } = await database.pool.query(
      "select (graphile_worker.add_job('sweep', '{}'::json, job_key => 'rights')).key",
    );
    expect(rows).toEqual([{ key: "rights" }]);
    const seen = await database.pool.query("select key from graphile_worker.jobs where key = 'rights'");
    expect(seen.rows).toHaveLength(1);
    await database.pool.query("select graphile_worker.remove_job('rights')");
  });

  test("is told from one that may more", async () => {
    expect((await findExcessRights(database.pool)).tables).toEqual([]);
    expect((await findExcessRights(database.owner.pool)).tables).toEqual(RECORD);
  });
});

describe("the owner", () => {
  test("takes what was given too much, gives for a new table, and may do so many times at once", async () => {
    const { owner } = database;
    const { role } = await findExcessRights(database.pool);
    await owner.pool.query(`grant update, delete on event to ${role}`);
    await owner.pool.query("create table later (id int generated always as identity, word text)");
    expect((await findExcessRights(database.pool)).tables).toEqual(["event"]);
    await Promise.all(Array.from({ length: 6 }, () => grantPortalRights(owner.pool, role)));
    expect((await findExcessRights(database.pool)).tables).toEqual([]);
    await database.pool.query(
      "insert into later (word) values ('a'); update later set word = 'b'; delete from later",
    );
    await owner.pool.query("drop table later");
  });

  test("is asked for by name when there is something to migrate", async () => {
    const { owner, db, pool } = database;
    const last =
      "delete from kysely_migration where name = (select max(name) from kysely_migration) returning name, timestamp";
    const { rows } = await owner.pool.query(last);
    const refused = await migrate(db, pool).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(MigrationRefused);
    expect(String(refused)).toContain("MIGRATION_DATABASE_URL");
    await owner.pool.query("insert into kysely_migration (name, timestamp) values ($1, $2)", [
      rows[0].name,
      rows[0].timestamp,
    ]);
    expect(await migrate(db, pool), "nothing to do needs nobody").toEqual([]);
  });
});

/** What a portal says at its start, until it is ready. */
async function saidAtStart(url: string): Promise<string> {
  const own: TestDatabase = { ...database, url, owner: { ...database.owner, url: "" } };
  const portal = await startPortal({ database: own, environment: { LOG_LEVEL: "info", JOBS: "elsewhere" } });
  let said = "";
  for await (const chunk of portal.process.stdout ?? []) {
    said += String(chunk);
    if (said.includes('"msg":"ready"')) break;
  }
  await portal.stop();
  return said;
}

test("a start says in one line that the portal's role may too much, and nothing when it may not", async () => {
  const said = await saidAtStart(database.owner.url);
  const lines = said.split("\n").filter((line) => line.includes("may change what is kept for the record"));
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: 40, tables: RECORD });
  expect(await saidAtStart(database.url)).not.toContain("may change what is kept");
});
