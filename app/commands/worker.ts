import { EnvironmentError, readEnvironment } from "#app/environment.ts";
import { startWorker } from "#app/jobs/worker.ts";
import { createPortal } from "#app/portal.ts";
import { MigrationRefused } from "#db/migrate.ts";
import { openDatabase } from "./open-database.ts";
import { warnOfRights } from "./warn-of-rights.ts";

/** `npm run worker`: jobs in a process of their own; start the portal with JOBS=elsewhere then. */
async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  const database = await openDatabase(environment);
  try {
    const portal = await createPortal(environment, { databaseUrl: database.url });
    await warnOfRights(portal);
    const worker = await startWorker(portal);
    portal.log.info("doing jobs");

    const stop = async () => {
      await worker.stop();
      await portal.close();
      await database.stop();
      process.exit(0);
    };
    process.once("SIGTERM", stop);
    process.once("SIGINT", stop);
  } catch (error) {
    await database.stop();
    throw error;
  }
}

main().catch((error: unknown) => {
  if (!(error instanceof EnvironmentError || error instanceof MigrationRefused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
