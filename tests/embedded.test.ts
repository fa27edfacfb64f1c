import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "#db/client.ts";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";

const SECRET = "a secret of the portal's environment";
type Postgres = Awaited<ReturnType<typeof startEmbeddedPostgres>>;

let folder: string;
let postgres: Postgres;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gonggam-embedded-"));
  process.env.GONGGAM_SECRET = SECRET;
  postgres = await startEmbeddedPostgres(folder, { settings: ["fsync=off"] });
  delete process.env.GONGGAM_SECRET;
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

async function rowsOf(url: string, query: string): Promise<Record<string, unknown>[]> {
  const { pool, close } = connect(url, { max: 1 });
  try {
    return (await pool.query(query)).rows;
  } finally {
    await close();
  }
}

/** Whether the role may do what a smuggled statement would like to, and what the migrator must. */
const RIGHTS = `select rolsuper, rolcreaterole, rolreplication, rolbypassrls,
    pg_has_role(rolname, 'pg_read_all_stats', 'usage') as sees_connections
  from pg_roles where rolname = current_user`;
const ORDINARY = {
  rolsuper: false,
  rolcreaterole: false,
  rolreplication: false,
  rolbypassrls: false,
  sees_connections: true,
};
/** What is ours and does not belong to the role that asks. */
const FOREIGN = `
  select relname as name from pg_class join pg_namespace n on n.oid = relnamespace
    where relowner <> current_user::regrole and n.nspname in ('public', 'graphile_worker')
  union all select proname from pg_proc join pg_namespace n on n.oid = pronamespace
    where proowner <> current_user::regrole and n.nspname in ('public', 'graphile_worker')
  union all select typname from pg_type join pg_namespace n on n.oid = typnamespace
    where typowner <> current_user::regrole and n.nspname in ('public', 'graphile_worker')
  union all select nspname from pg_namespace where nspowner <> current_user::regrole and nspname = 'graphile_worker'
  union all select datname from pg_database where datname = 'gonggam' and datdba <> current_user::regrole`;

describe("the embedded Postgres", () => {
  test.skipIf(!existsSync("/proc/self/environ"))(
    "has nothing of our environment but where programs are",
    async () => {
      const [pid = ""] = (await readFile(join(folder, "postgres", "postmaster.pid"), "utf8")).split("\n");
      const environment = (await readFile(`/proc/${pid}/environ`, "utf8")).split("\0").filter(Boolean);
      expect(environment.join("\n")).not.toContain(SECRET);
      const names = environment.map((pair) => pair.replace(/=.*/s, ""));
      // The last ones are the shell's, by which pg_ctl starts the server, and Postgres' own.
      expect(names.filter((name) => !/^(PATH|LC_\w+|PWD|OLDPWD|SHLVL|_|PG\w+)$/.test(name))).toEqual([]);
      expect(names).toContain("PATH");
    },
  );

  test("is migrated by an ordinary role, which owns what it makes, and the portal works as another", async () => {
    expect(await rowsOf(postgres.migrationUrl, RIGHTS)).toEqual([ORDINARY]);
    expect(await rowsOf(postgres.url, RIGHTS)).toEqual([{ ...ORDINARY, sees_connections: false }]);
    const { db, pool, close } = connect(postgres.migrationUrl, { max: 2 });
    expect((await migrate(db, pool)).length).toBeGreaterThan(0);
    await close();
    expect(await rowsOf(postgres.migrationUrl, FOREIGN)).toEqual([]);
  });

  test.each([
    ["read a file", "select pg_read_file('postgresql.conf')"],
    ["start a program", "copy (select 1) to program 'true'"],
    ["write a file", "copy (select 1) to '/tmp/gonggam-smuggled'"],
    ["make itself more", "alter role current_user superuser"],
    ["change the server", "alter system set fsync = on"],
    ["read passwords", "select rolpassword from pg_authid"],
    ["make a database", "create database another"],
  ])("does not let it %s", async (_, statement) => {
    for (const url of [postgres.migrationUrl, postgres.url])
      await expect(rowsOf(url, statement)).rejects.toThrow(/permission denied|must/i);
  });

  test("of the time when the portal was the superuser is taken over whole, by several starts at once", async () => {
    const { superuser } = postgres;
    const role = new URL(postgres.migrationUrl).username;
    await rowsOf(`${superuser}/postgres`, "drop database gonggam with (force)");
    await rowsOf(`${superuser}/postgres`, `drop role ${role}`);
    await rowsOf(`${superuser}/postgres`, "create database gonggam");
    const { db, pool, close } = connect(`${superuser}/gonggam`, { max: 2 });
    await migrate(db, pool);
    await pool.query("create type old_kind as enum ('a'); create domain old_domain as int");
    await pool.query("create view old_view as select 1 as one; create sequence old_sequence");
    await pool.query("insert into space (code, kind, name, created_at) values ('old', 'city', '{}', now())");
    await close();

    const started = await Promise.all([1, 2, 3].map(() => startEmbeddedPostgres(folder)));
    for (const { migrationUrl: url } of started) {
      expect(await rowsOf(url, RIGHTS)).toEqual([ORDINARY]);
      expect(await rowsOf(url, FOREIGN)).toEqual([]);
    }
    expect(await rowsOf(postgres.migrationUrl, "update space set code = 'new' returning code")).toEqual([
      { code: "new" },
    ]);
    await rowsOf(postgres.migrationUrl, "alter table space add column later int");
  });
});
