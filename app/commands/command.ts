import { type Environment, readEnvironment } from "#app/environment.ts";
import type { DatabaseClient } from "#db/client.ts";
import { connect } from "#db/client.ts";
import { openDatabase } from "./open-database.ts";

/**
 * The terminal as a door: opens the database, does one thing, closes it again. What the command returns is its
 * exit code. Run beside a portal that is up, it uses that portal's embedded database.
 */
export async function runCommand(
  work: (tools: DatabaseClient & { environment: Environment; now: Date }) => Promise<number>,
): Promise<void> {
  try {
    const environment = readEnvironment(process.env);
    const database = await openDatabase(environment);
    const client = connect(database.url, { max: 4 });
    try {
      process.exitCode = await work({ ...client, environment, now: new Date() });
    } finally {
      await client.close();
      await database.stop();
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
