import { readdir } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { Logger, runMigrations as migrateJobQueue } from "graphile-worker";
import { type Migration, Migrator } from "kysely";
import type pg from "pg";
import type { Database, Queryable } from "./client.ts";
import { connectionName, MIGRATIONS } from "./form.ts";
import { listOtherConnections } from "./queries/connections.ts";

/** Told when there is something to migrate. */
export interface MigrationWatch {
  begins(migrations: string[]): void;
  done(migrations: string[], seconds: number): void;
}

/**
 * Another version of the portal is at work on the database, or its role may not change it; the message says what to do.
 * Nothing was changed.
 */
export class MigrationRefused extends Error {
  override readonly name = "MigrationRefused";
}

/** The connections of a process that was just killed stay until Postgres notices. */
const GRACE_MS = 2_000;
const LOOK_AGAIN_MS = 200;

/**
 * Brings the database to the newest form: our migrations, then the job queue's own.
 *
 * Safe to call from many processes at once: Kysely holds an advisory lock for the whole run, graphile-worker locks
 * its own table. Killed anywhere, the next run ends right: all of our migrations of a run are one transaction, each
 * of the job queue's is one of its own.
 *
 * Processes of another version must not be at work meanwhile: they would read and write tables as they were. What
 * keeps them out, on a database that is not new:
 *  - before the first statement, and again before the commit, no connection may bear another version's name; if one
 *    does, everything is undone and the start refused. A process of this version bears the same name as we do, so
 *    several may start at once, and be at work while one that is late waits for the lock.
 *  - one of another version that starts meanwhile waits for the same advisory lock in its own migrator. When it gets
 *    it, it finds a migration that it does not know and ends.
 *  - what is left is a process that holds no connection at the moment of both looks: between its own migrator and
 *    its first query, or in the second until it connects anew. Every statement of it on a table that changed waits
 *    for our locks and then fails whole, or does in the new form what it did in the old: nothing is half written.
 * A lock that the old version takes too would be surer, but the old version is out already and takes none.
 *
 * @returns the names of the migrations that ran now
 * @throws MigrationRefused, or the first migration's error; either way none of the run's migrations stays
 */
export async function migrate(db: Database, pool: pg.Pool, watch?: MigrationWatch): Promise<string[]> {
  const known = await readMigrations();
  const run = new Run(Object.keys(known), watch);
  const guarded = Object.fromEntries(
    Object.entries(known).map(([name, { up }]) => [
      name,
      {
        async up(tx: Queryable) {
          await run.before(tx, name);
          await up(tx);
          await run.after(tx, name);
        },
      },
    ]),
  );
  const migrator = new Migrator({ db, provider: { getMigrations: async () => guarded } });
  const { error, results = [] } = await migrateUnderChange(migrator, run);
  if (error) throw ofAnOwner(error);
  await migrateJobQueue({ pgPool: pool, logger: new Logger(() => () => undefined) }).catch((refusal) => {
    throw ofAnOwner(refusal);
  });
  const ran = results.filter((result) => result.status === "Success").map((result) => result.migrationName);
  run.ends(ran);
  return ran;
}

/** insufficient_privilege */
const NOT_ALLOWED = "42501";

/** A role that only works with the tables finds nothing to do, or cannot do it. */
function ofAnOwner(error: unknown): unknown {
  if (!(error instanceof Error && "code" in error && error.code === NOT_ALLOWED)) return error;
  return new MigrationRefused(
    [
      `The database must be migrated, and the role of DATABASE_URL may not (${error.message}).`,
      "Set MIGRATION_DATABASE_URL to the same database as the role that owns it, or run npm run migrate with it.",
      "Nothing was changed.",
    ].join("\n"),
  );
}

/** What a look at the catalogue says when a column, a table or its entry went while it was read. */
const WENT_MEANWHILE = new Set(["42703", "42P01", "XX000"]);
const MOST_LOOKS = 50;

/**
 * Kysely reads the catalogue before it takes its lock, and asks each column for its sequence: beside another process
 * that migrates, one may be gone by then. Nothing was done yet, so it looks again.
 */
async function migrateUnderChange(migrator: Migrator, run: Run): ReturnType<Migrator["migrateToLatest"]> {
  for (let look = 1; ; look += 1) {
    const result = await migrator.migrateToLatest();
    const { error } = result;
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (!WENT_MEANWHILE.has(code) || run.hasBegun || look === MOST_LOOKS) return result;
    await wait(LOOK_AGAIN_MS);
  }
}

/** One run of the migrator; its first migration knows under the lock, as nobody could before, that there is one. */
class Run {
  #isNew = false;
  #pending: readonly string[] = [];
  #began: number | undefined;

  constructor(
    private readonly names: readonly string[],
    private readonly watch: MigrationWatch | undefined,
  ) {}

  get hasBegun(): boolean {
    return this.#began !== undefined;
  }

  async before(tx: Queryable, name: string): Promise<void> {
    if (this.#began !== undefined) return;
    const place = this.names.indexOf(name);
    this.#pending = this.names.slice(place);
    this.#isNew = place === 0;
    if (!this.#isNew) await refuseBesideOthers(tx, this.#pending);
    this.#began = performance.now();
    this.watch?.begins([...this.#pending]);
  }

  async after(tx: Queryable, name: string): Promise<void> {
    const isLast = name === this.names.at(-1);
    if (isLast && !this.#isNew) await refuseBesideOthers(tx, this.#pending);
  }

  ends(ran: string[]): void {
    if (this.#began !== undefined) this.watch?.done(ran, (performance.now() - this.#began) / 1000);
  }
}

async function refuseBesideOthers(tx: Queryable, pending: readonly string[]): Promise<void> {
  const ours = [connectionName("gonggam"), connectionName("gonggam-live")];
  const until = performance.now() + GRACE_MS;
  for (;;) {
    const others = await listOtherConnections(tx, ours);
    if (others.length === 0) return;
    if (performance.now() < until) {
      await wait(LOOK_AGAIN_MS);
      continue;
    }
    const count = others.reduce((sum, { connections }) => sum + connections, 0);
    const list = others.map(
      ({ name, connections, since }) =>
        `  - "${name}": ${connections}${since ? `, the first since ${since.toISOString()}` : ""}`,
    );
    throw new MigrationRefused(
      [
        `The database must be migrated (${pending.join(", ")}), and another version of the portal is at work on it, with ${count} connection${count === 1 ? "" : "s"}:`,
        ...list,
        "Stop its processes (npm start, npm run worker, commands), then start this one again. If they are stopped and",
        "a connection pooler keeps connections of theirs, have it close them. Nothing was changed.",
      ].join("\n"),
    );
  }
}

/** Each is loaded when it runs: on a database of today's form, which most starts find, none is. */
async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(MIGRATIONS)).filter((name) => name.endsWith(".ts")).sort();
  const entries = files.map((file): [string, Migration] => [
    file.replace(/\.ts$/, ""),
    {
      async up(db) {
        const migration: Migration = await import(new URL(file, MIGRATIONS).href);
        await migration.up(db);
      },
    },
  ]);
  return Object.fromEntries(entries);
}
