import { resolve } from "node:path";
import { type Environment, EnvironmentError, isReal } from "#app/environment.ts";
import { connect } from "#db/client.ts";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { type MigrationWatch, migrate } from "#db/migrate.ts";
import { findFirstSpace } from "#db/queries/spaces.ts";

export interface OpenDatabase {
  url: string;
  /** Stops the embedded one, unless others still use it. */
  stop(): Promise<void>;
}

const REAL =
  "DEMO must be 0: the database is a real city's, and the demonstration would let anybody in as its administrator";
const MADE_UP =
  "DEMO=0 needs a database of its own: this one is the demonstration's, and its people and signatures are made up";

/**
 * The database that the settings name, migrated: `DATABASE_URL`, or the embedded Postgres below `DATA_DIR`.
 * Every start of the portal and every command begins here.
 *
 * @param watch told when there is something to migrate
 * @throws MigrationRefused beside another version of the portal that is at work
 * @throws EnvironmentError when the settings are a real city's and the database the demonstration's, or the other way
 */
export async function openDatabase(environment: Environment, watch?: MigrationWatch): Promise<OpenDatabase> {
  const database =
    environment.DATABASE_URL === undefined
      ? await startEmbeddedPostgres(resolve(environment.DATA_DIR))
      : { url: environment.DATABASE_URL, stop: async () => undefined };
  const { db, pool, close } = connect(database.url, { max: 2 });
  try {
    await migrate(db, pool, watch);
    const first = await findFirstSpace(db);
    // With no space yet either may begin here.
    if (first && first.demonstration === isReal(environment))
      throw new EnvironmentError([first.demonstration ? MADE_UP : REAL]);
  } catch (error) {
    await close();
    await database.stop();
    throw error;
  }
  await close();
  return database;
}
