import { readdir } from "node:fs/promises";
import { Logger, runMigrations as migrateJobQueue } from "graphile-worker";
import { type Migration, Migrator } from "kysely";
import type pg from "pg";
import type { Database } from "./client.ts";

/**
 * Brings the database to the newest form: our migrations, then the job queue's own.
 * Safe to call from many processes at once: Kysely takes an advisory lock for the whole run, graphile-worker
 * locks its own table.
 *
 * @returns the names of the migrations that ran now
 * @throws the first migration's error; that migration is undone whole, earlier ones stay
 */
export async function migrate(db: Database, pool: pg.Pool): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: readMigrations } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error) throw error;
  await migrateJobQueue({ pgPool: pool, logger: new Logger(() => () => undefined) });
  return results.filter((result) => result.status === "Success").map((result) => result.migrationName);
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const folder = new URL("./migrations/", import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".ts")).sort();
  const entries = await Promise.all(
    names.map(
      async (name): Promise<[string, Migration]> => [
        name.replace(/\.ts$/, ""),
        await import(new URL(name, folder).href),
      ],
    ),
  );
  return Object.fromEntries(entries);
}
