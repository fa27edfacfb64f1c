import { resolve } from "node:path";
import { type Environment, EnvironmentError, isReal } from "#app/environment.ts";
import { connect } from "#db/client.ts";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { type MigrationWatch, migrate } from "#db/migrate.ts";
import { findExcessRights, grantPortalRights } from "#db/portal-rights.ts";
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
 * The database that the settings name, migrated, with the portal's role in its bounds: `DATABASE_URL`, or the embedded Postgres below `DATA_DIR`.
 * Every start of the portal and every command begins here.
 *
 * @param watch told when there is something to migrate
 * @throws MigrationRefused beside another version of the portal that is at work
 * @throws EnvironmentError when the settings are a real city's and the database the demonstration's, or the other way
 */
export async function openDatabase(environment: Environment, watch?: MigrationWatch): Promise<OpenDatabase> {
  const database = await startOrReach(environment);
  const { db, pool, close } = connect(database.migrationUrl, { max: 2 });
  try {
    await migrate(db, pool, watch);
    if (database.migrationUrl !== database.url) await grantPortalRights(pool, await roleOf(database.url));
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

async function startOrReach(environment: Environment): Promise<OpenDatabase & { migrationUrl: string }> {
  const { DATABASE_URL: url, MIGRATION_DATABASE_URL: migrationUrl, DATA_DIR } = environment;
  if (url === undefined) return startEmbeddedPostgres(resolve(DATA_DIR));
  return { url, migrationUrl: migrationUrl ?? url, stop: async () => undefined };
}

/** Who the portal is in the database: a pooler in between, or the server, may know it by another name than the address. */
async function roleOf(url: string): Promise<string> {
  const { pool, close } = connect(url, { max: 1 });
  try {
    return (await findExcessRights(pool)).role;
  } finally {
    await close();
  }
}
