import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { Logger, runMigrations as migrateJobQueue } from "graphile-worker";
import { type Migration, Migrator } from "kysely";
import type pg from "pg";
import type { DatabaseClient } from "#db/client.ts";

/** The migrations of the version that the fixture was made with, in their order. */
export const OLD_MIGRATIONS = ["2026-11-22T00-foundation", "2026-11-22T16-search", "2026-11-22T18-drives"];
export const FIXTURE = new URL("../fixtures/upgrade-4f52f4f", import.meta.url).href;

/** Runs the named migrations, and the job queue's, on an empty database; none: leaves it empty. */
export async function bringToForm(
  { db, pool }: DatabaseClient,
  migrations: readonly string[],
): Promise<void> {
  const provider = { getMigrations: () => migrationsNamed(migrations) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error) throw error;
  if (migrations.length > 0)
    await migrateJobQueue({ pgPool: pool, logger: new Logger(() => () => undefined) });
}

export async function migrationsNamed(names: readonly string[]): Promise<Record<string, Migration>> {
  const entries = names.map(
    async (name): Promise<[string, Migration]> => [name, await import(`../../db/migrations/${name}.ts`)],
  );
  return Object.fromEntries(await Promise.all(entries));
}

/** Puts in what the old version wrote; the database is of its form and empty. */
export async function fillAsBefore(pool: pg.Pool): Promise<void> {
  await pool.query(gunzipSync(await readFile(new URL(`${FIXTURE}.sql.gz`))).toString("utf8"));
}
