import { resolve } from "node:path";
import type { Environment } from "#app/environment.ts";
import { connect } from "#db/client.ts";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { type MigrationWatch, migrate } from "#db/migrate.ts";

export interface OpenDatabase {
  url: string;
  /** Stops the embedded one, unless others still use it. */
  stop(): Promise<void>;
}

/**
 * The database that the settings name, migrated: `DATABASE_URL`, or the embedded Postgres below `DATA_DIR`.
 * Every start of the portal and every command begins here.
 *
 * @param watch told when there is something to migrate
 * @throws MigrationRefused beside another version of the portal that is at work
 */
export async function openDatabase(environment: Environment, watch?: MigrationWatch): Promise<OpenDatabase> {
  const database =
    environment.DATABASE_URL === undefined
      ? await startEmbeddedPostgres(resolve(environment.DATA_DIR))
      : { url: environment.DATABASE_URL, stop: async () => undefined };
  const { db, pool, close } = connect(database.url, { max: 2 });
  try {
    await migrate(db, pool, watch);
  } catch (error) {
    await close();
    await database.stop();
    throw error;
  }
  await close();
  return database;
}
