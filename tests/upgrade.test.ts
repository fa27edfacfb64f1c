import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { Kysely, Migrator, PostgresDialect } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { driveCalendar } from "#app/domain/kinds/drive/calendar.ts";
import { datesOf } from "#app/domain/kinds/drive/read-drive.ts";
import { LEDGER_CHECKS } from "#app/domain/kinds.ts";
import { verifyLedgers } from "#app/domain/ledger/verify.ts";
import { openPersonalData } from "#app/domain/person/personal-data.ts";
import { hashAccountNames, renewPersons } from "#app/domain/person/renew.ts";
import { readEnvironment } from "#app/environment.ts";
import { accountHash, Seal } from "#app/platform/seal.ts";
import { connect } from "#db/client.ts";
import { connectionName } from "#db/form.ts";
import { MigrationRefused, migrate } from "#db/migrate.ts";
import { findDrive } from "#db/queries/drives.ts";
import { findPersonsByAccount } from "#db/queries/persons.ts";
import type { Tables } from "#db/tables/tables.ts";
import { signIn } from "./support/client.ts";
import { readAnswers } from "./support/contract-answers.ts";
import type { TestDatabase } from "./support/database.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import type { FrozenAnswers } from "./support/freeze-portal.ts";
import { migrationsNamed, OLD_MIGRATIONS } from "./support/old-form.ts";
import {
  cloneDatabase,
  compareForeignKeys,
  createDatabaseAt,
  createOldDatabase,
  isByLaw,
  MUST_HOLD,
  NAMED_DIFFERENCES,
  oldTables,
  readFrozenAnswers,
  readSchema,
  rowsOf,
  STANDS_TODAY,
} from "./support/old-portal.ts";
import { type ClockedPortal, startClockedPortal } from "./support/portal.ts";

const ROOT = resolve(import.meta.dirname, "..");

/** The rows of every old table, as they stood, or as they stand. */
async function readRows(
  { pool }: TestDatabase,
  tables: Map<string, string>,
  standing: Record<string, string> = {},
): Promise<Map<string, string[]>> {
  const rows = new Map<string, string[]>();
  for (const [table, query] of tables) rows.set(table, await rowsOf(pool, standing[table] ?? query));
  return rows;
}

async function readLedgers({ db }: TestDatabase) {
  const ledgers = [];
  for await (const ledger of verifyLedgers(db, LEDGER_CHECKS)) ledgers.push(ledger);
  return ledgers;
}

let tables: Map<string, string>;
let before: Map<string, string[]>;
/** As the old version left it; nobody is connected to it, so that it can be cloned. */
let untouched: TestDatabase;
let upgraded: TestDatabase;

beforeAll(async () => {
  untouched = await createOldDatabase();
  tables = await oldTables(untouched.pool);
  before = await readRows(untouched, tables);
  await untouched.close();
  upgraded = await cloneDatabase(untouched);
  await migrate(upgraded.db, upgraded.pool);
});
afterAll(() => upgraded.close());

describe("a database of the version before", () => {
  test("has rows in every table, so that every table is tried", () => {
    expect([...before].filter(([, rows]) => rows.length === 0).map(([table]) => table)).toEqual([]);
    expect(before.size).toBe(60);
  });

  test("loses no row and changes none", async () => {
    const after = await readRows(upgraded, tables, STANDS_TODAY);
    for (const [table, rows] of before) expect(after.get(table), table).toEqual(rows);
  });

  test("is the demonstration's, and known as such", async () => {
    expect(await rowsOf(upgraded.pool, "select demonstration from space")).toEqual([
      `{"demonstration": true}`,
    ]);
  });

  test("keeps its ledger, line by line", async () => {
    const ledgers = await readLedgers(upgraded);
    // Written before lines had the hash of the text that they are about.
    const about = await rowsOf(
      upgraded.pool,
      `select seq from event where kind = any('{rules-published,published,text-changed,supplemented,replied,forum-opened,
        imported,shortfall-granted,dismissed,council-decided}')`,
    );
    expect(about.length).toBeGreaterThan(0);
    const lines = before.get("event")?.length;
    expect(ledgers).toEqual([
      { space: "hanul", holds: true, lines, unhashed: about.length, earlier: expect.any(Number) },
    ]);
  });

  test.each(Object.entries(MUST_HOLD))("%s", async (_, query) => {
    expect(await rowsOf(upgraded.pool, query)).toEqual([]);
  });

  test("has what the council owes for its drives, with the days that the acts would have given it", async () => {
    const { rows } = await upgraded.pool.query<{ id: number }>(
      "select matter_id as id from drive order by 1",
    );
    const kinds: string[] = [];
    for (const { id } of rows) {
      const drive = await findDrive(upgraded.db, FIRST_SPACE, id);
      if (!drive) throw new Error(`There is no drive ${id}.`);
      const dates = driveCalendar(datesOf(drive), drive.definition);
      const accepted = drive.state !== "dismissed";
      const expected = (
        [
          // The last inspection; the one before a shortfall is told apart below.
          ["council-inspection", "inspect", drive.list_published_at],
          ["council-introduction", "introduce", accepted && drive.introduced_at],
          ["council-decision", drive.extended_at ? "extend" : "decide", accepted && drive.decided_at],
        ] as const
      ).flatMap(([kind, step, done]) => {
        const date = dates.find((one) => one.step === step);
        if (!date || done === false) return [];
        const met = kind === "council-inspection" && drive.state !== "inspection" ? date.dueAt : done;
        const metAt = kind === "council-inspection" && drive.state === "inspection" ? null : met;
        return [{ kind, opened_at: date.from, due_at: date.dueAt, met_at: metAt, article: date.article }];
      });
      const { rows: duties } = await upgraded.pool.query(
        `select distinct on (kind) kind, opened_at, due_at, met_at, article from duty
         where matter_id = $1 order by kind, duty.id desc`,
        [id],
      );
      expect(duties, drive.title).toEqual(expected.toSorted((a, b) => (a.kind < b.kind ? -1 : 1)));
      kinds.push(...duties.map(({ kind }) => kind));
    }
    expect([...new Set(kinds)].sort()).toEqual([
      "council-decision",
      "council-inspection",
      "council-introduction",
    ]);
    const again = await upgraded.pool.query(
      `select matter_id from duty where step = 'inspect-again'
       except select matter_id from drive where shortfall_until is not null`,
    );
    expect(again.rowCount, "a second list comes after a shortfall alone").toBe(0);
  });

  test("has nothing that points nowhere", async () => {
    const compared = await cloneDatabase(untouched);
    await migrate(compared.db, compared.pool);
    await compareForeignKeys(compared.pool);
    await compared.close();
  });

  test("still opens what was sealed", async () => {
    const seal = new Seal(readEnvironment({}).PERSONAL_DATA_KEY);
    const read = async (database: TestDatabase) => {
      const rows = await database.db
        .selectFrom("person")
        .select(["identity_hash", "sealed"])
        .orderBy("id")
        .execute();
      return rows.map((row) => openPersonalData(seal, row));
    };
    const before = await read(upgraded);
    expect(before.length).toBeGreaterThan(0);

    // Killed after the first batch, then done: what stands is the same, under today's form.
    const renewed = await cloneDatabase(untouched);
    await migrate(renewed.db, renewed.pool);
    const killed = new AbortController();
    await renewPersons(renewed.db, seal, { onBatch: () => killed.abort(), signal: killed.signal });
    expect(await renewPersons(renewed.db, seal)).toMatchObject({ unreadable: 0 });
    expect(await read(renewed)).toEqual(before);
    expect(
      await rowsOf(renewed.pool, "select id from person where substring(sealed from 1 for 1) <> '\\x03'"),
    ).toEqual([]);
    await renewed.close();
  });

  test("knows accounts by their names until they are hashed, and signs nobody in as somebody else", async () => {
    const { IDENTITY_KEY } = readEnvironment({});
    const names = before.get("account") ?? [];
    const hashed = await cloneDatabase(untouched);
    await migrate(hashed.db, hashed.pool);
    expect(await hashAccountNames(hashed.db, IDENTITY_KEY)).toBe(names.length);
    expect(await hashAccountNames(hashed.db, IDENTITY_KEY)).toBe(0);
    for (const line of names) {
      const { subject, person_id } = JSON.parse(line);
      const found = await findPersonsByAccount(hashed.db, {
        subject: "",
        hash: accountHash(IDENTITY_KEY, subject),
      });
      expect(found).toEqual([person_id]);
    }
    expect(await rowsOf(hashed.pool, "select subject from account where subject is not null")).toEqual([]);
    await hashed.close();
  });
});

describe("today's portal on it", () => {
  let portal: ClockedPortal;
  let frozen: FrozenAnswers;

  beforeAll(async () => {
    frozen = await readFrozenAnswers();
    portal = await startClockedPortal({ database: upgraded, clock: frozen.clock });
  });
  afterAll(() => portal.stop());

  test("answers as the old one did, but for what is named", async () => {
    const answers = await readAnswers(portal.url, frozen);
    const known = Object.entries(answers).filter(([, answer]) => !isByLaw(answer));
    expect(known.map(([address]) => address)).toEqual(Object.keys(frozen.answers));
    for (const [address, old] of Object.entries(frozen.answers)) {
      const named = NAMED_DIFFERENCES.filter((difference) => difference.address.test(address));
      const expected = named.reduce((answer, { today }) => (today ? today(answer) : answer), old);
      const given = named.reduce((answer, { before: was }) => (was ? was(answer) : answer), answers[address]);
      expect(given, address).toEqual(expected);
    }
  });

  test("knows who was signed in", async () => {
    const page = await fetch(`${portal.url}/me`, { headers: { Cookie: frozen.cookie }, redirect: "manual" });
    expect(page.status).toBe(200);
  });

  test("does the jobs that waited, goes on counting, and its ledger goes on", async () => {
    const jobs = await upgraded.pool.query<{ id: string }>("select id from graphile_worker.jobs");
    const waited = jobs.rows.map(({ id }) => id);
    await portal.work();
    const left = "select from graphile_worker.jobs where id = any($1)";
    expect((await upgraded.pool.query(left, [waited])).rowCount).toBe(0);
    const letters = await upgraded.pool.query("select from mail");
    expect(letters.rowCount).toBeGreaterThan(before.get("mail")?.length ?? 0);

    const author = await signIn(portal.url, "citizen-5001");
    const draft = {
      title: "새 판에서 낸 제안",
      body: "옛 제안 다음 번호를 받습니다.",
      category: "transport",
    };
    const { id } = await (await author.json("/api/v1/proposals", "POST", draft)).json();
    const supporter = await signIn(portal.url, "citizen-5002");
    const agreed = await supporter.send(`/api/v1/proposals/${id}/agreement`, { method: "PUT" });
    expect([agreed.status, await agreed.json()]).toEqual([201, expect.objectContaining({ count: 1 })]);
    const old = await supporter.send("/api/v1/proposals/42/agreement", { method: "PUT" });
    expect(await old.json()).toMatchObject({ count: 44 });
    await portal.work();
    const [ledger] = await readLedgers(upgraded);
    expect(ledger?.holds).toBe(true);
    expect(ledger?.lines).toBeGreaterThan(before.get("event")?.length ?? 0);
    // What came to stand without a line is counted by one, so that it grows no more.
    expect(
      await rowsOf(upgraded.pool, "select data -> 'rows' as rows from event where kind = 'earlier-recorded'"),
    ).toEqual([JSON.stringify({ rows: ledger?.holds ? ledger.earlier : undefined }).replace(":", ": ")]);
  });
});

interface Ran {
  ran: string[];
  statements: number;
}

/** What a process that migrates says at its end; undefined when it was killed. */
function runMigrator(url: string, killAt = 0, delayMs = 0): Promise<Ran | undefined> {
  const program = ["--import", "tsx", "tests/support/migrate-process.ts", url, `${killAt}`, `${delayMs}`];
  const child = spawn(process.execPath, program, { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (text) => {
    said += text;
  });
  return new Promise((done, fail) => {
    child.once("close", (code, signal) => {
      if (signal === "SIGKILL") done(undefined);
      else if (code === 0) done(JSON.parse(said));
      else fail(new Error(`A migrator ended with ${code}.`));
    });
  });
}

describe.each([
  ["an empty database", () => createDatabaseAt([])],
  ["the database of the version before", () => cloneDatabase(untouched)],
])("a migration of %s", (_, make) => {
  test("that is killed at many points ends right when it is run again", async () => {
    const [straight, killed] = [await make(), await make()];
    const whole = await runMigrator(straight.url);
    if (!whole) throw new Error("Nobody killed it.");
    // Each goes on where the one before was killed: so the later points lie in what is left.
    const points = [0.15, 0.35, 0.5, 0.65, 0.8, 0.95].map((part) =>
      Math.max(1, Math.floor(whole.statements * part)),
    );
    const ends: (Ran | undefined)[] = [];
    for (const [place, point] of points.entries())
      ends.push(await runMigrator(killed.url, point, (place * 7) % 30));
    expect(ends[0]).toBeUndefined();
    expect(await runMigrator(killed.url)).toBeDefined();
    expect(await readSchema(killed.pool)).toEqual(await readSchema(straight.pool));
    for (const [table] of tables) {
      const query = STANDS_TODAY[table] ?? tables.get(table) ?? "";
      expect(await rowsOf(killed.pool, query), table).toEqual(await rowsOf(straight.pool, query));
    }
    await Promise.all([straight.close(), killed.close()]);
  });

  test("is done once by several at the same time", async () => {
    const database = await make();
    const clients = Array.from({ length: 4 }, () => connect(database.url, { max: 2 }));
    const ran = await Promise.all(clients.map(({ db, pool }) => migrate(db, pool)));
    const names = ran.flat();
    expect(new Set(names).size).toBe(names.length);
    expect(ran.filter((some) => some.length > 0).length).toBeLessThanOrEqual(1);
    expect(await migrate(database.db, database.pool)).toEqual([]);
    await Promise.all(clients.map((client) => client.close()));
    await database.close();
  });
});

/** A connection of some process; how it is named is all that a migrator knows of it. */
async function connectAs(url: string, application_name: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name });
  await client.connect();
  return client;
}

/** A process that starts with the version before: what its migrator comes to. */
async function startOldMigrator(url: string, migrations: readonly string[]): Promise<unknown> {
  const pool = new pg.Pool({ connectionString: url, max: 2, application_name: "gonggam" });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: () => migrationsNamed(migrations) },
  }).migrateToLatest();
  await db.destroy();
  return error;
}

/** Resolves when so many connections with that name wait for a lock. */
function waiting(database: TestDatabase, name: string) {
  const query = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
    and application_name = $1`;
  return expect.poll(async () => (await database.pool.query(query, [name])).rowCount);
}

describe("beside other processes, a database that is not new", () => {
  const PENDING = OLD_MIGRATIONS.slice(2);
  let database: TestDatabase;
  let schema: string[];

  beforeEach(async () => {
    database = await createDatabaseAt(OLD_MIGRATIONS.slice(0, 2));
    schema = await readSchema(database.pool);
    return () => database.close();
  });

  test.each([
    ["a pool of the version before", "gonggam"],
    ["the live connection of the version before", "gonggam-live"],
    ["a pool of a version with another form", "gonggam 2020-01-01T00-other"],
    ["the live connection of such a version", "gonggam-live 2020-01-01T00-other"],
  ])("is not migrated while %s is there, and is when it has gone", async (_, name) => {
    const others = [await connectAs(database.url, name), await connectAs(database.url, name)];
    const said: string[] = [];
    const watch = { begins: () => said.push("begins"), done: () => said.push("done") };
    const refused = await migrate(database.db, database.pool, watch).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(MigrationRefused);
    expect(String(refused)).toContain(`"${name}": 2, the first since 2`);
    expect(String(refused)).toContain(PENDING.join(", "));
    expect(said).toEqual([]);
    expect(await readSchema(database.pool)).toEqual(schema);
    for (const other of others) await other.end();
    expect(await migrate(database.db, database.pool, watch)).toEqual(expect.arrayContaining(PENDING));
    expect(said).toEqual(["begins", "done"]);
  });

  test.each([
    ["a process of this version", connectionName("gonggam")],
    ["its live connection", connectionName("gonggam-live")],
    ["a terminal", "psql"],
    ["a connection without a name", ""],
  ])("is migrated beside %s", async (_, name) => {
    const other = await connectAs(database.url, name);
    expect(await migrate(database.db, database.pool)).toEqual(expect.arrayContaining(PENDING));
    await other.end();
  });

  test("is migrated beside the version before at work on another database", async () => {
    const elsewhere = await createDatabaseAt([]);
    const other = await connectAs(elsewhere.url, "gonggam");
    expect(await migrate(database.db, database.pool)).toEqual(expect.arrayContaining(PENDING));
    await other.end();
    await elsewhere.close();
  });

  test("is migrated when all is up to date, whoever is there: there is nothing to do", async () => {
    await migrate(database.db, database.pool);
    const other = await connectAs(database.url, "gonggam");
    expect(await migrate(database.db, database.pool)).toEqual([]);
    await other.end();
  });

  describe("when one of the version before comes while it is migrated", () => {
    /** A terminal that keeps the migration from going on: somebody reads a table that it changes. */
    let terminal: pg.Client;
    let migrating: Promise<unknown>;
    beforeEach(async () => {
      terminal = await connectAs(database.url, "psql");
      await terminal.query("begin; lock table matter in access share mode");
      migrating = migrate(database.db, database.pool).catch((error: unknown) => error);
      await waiting(database, connectionName("gonggam")).toBe(1);
      return () => terminal.end();
    });

    test("a start waits, and ends when it finds a migration that it does not know", async () => {
      const starting = startOldMigrator(database.url, OLD_MIGRATIONS.slice(0, 2));
      await waiting(database, "gonggam").toBe(1);
      await terminal.query("commit");
      expect(await migrating).toEqual(expect.arrayContaining(PENDING));
      expect(String(await starting)).toContain(`previously executed migration ${PENDING[0]} is missing`);
    });

    test("a process that is past its start has the whole migration undone", async () => {
      const other = await connectAs(database.url, "gonggam");
      await terminal.query("commit");
      expect(await migrating).toBeInstanceOf(MigrationRefused);
      expect(await readSchema(database.pool)).toEqual(schema);
      await other.end();
    });
  });
});

test("a city of the version before that nobody seeded is a real one, whoever was let in to it", async () => {
  const database = await createDatabaseAt(OLD_MIGRATIONS);
  await database.pool.query(`
    insert into space (code, kind, name, created_at) values ('real', 'city', '{}', now());
    insert into person (identity_hash, public_name, sealed, created_at) values (sha256('somebody'), '김○○', 'sealed', now());
    insert into account (issuer, subject, person_id, created_at)
      select 'http://127.0.0.1:3000/agency', 'admin', id, now() from person`);
  await migrate(database.db, database.pool);
  expect(await rowsOf(database.pool, "select demonstration from space")).toEqual([
    `{"demonstration": false}`,
  ]);
  await database.close();
});

test("several starts of this version on a database that is not new do it once, and refuse nobody", async () => {
  const database = await createDatabaseAt(OLD_MIGRATIONS.slice(0, 2));
  const ran = await Promise.all(Array.from({ length: 3 }, () => runMigrator(database.url)));
  expect(ran.filter((one) => one && one.ran.length > 0)).toHaveLength(1);
  await database.close();
});

test("the fixture's migrations are still the first", async () => {
  const { rows } = await upgraded.pool.query<{ name: string }>(
    "select name from kysely_migration order by name",
  );
  expect(rows.map(({ name }) => name).slice(0, OLD_MIGRATIONS.length)).toEqual(OLD_MIGRATIONS);
});
