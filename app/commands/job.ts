import { isReal, readEnvironment } from "#app/environment.ts";
import { doByClock } from "#app/jobs/tasks.ts";
import { createPortal } from "#app/portal.ts";
import { openDatabase } from "./open-database.ts";

/**
 * `npm run job -- NAME [TIME]`: does now what the clock would do, such as `close-batches`. With a TIME, such as
 * 2026-11-27T17:00:00+09:00, it is done as if it were that late: in the demonstration alone, because what it writes
 * bears that time.
 */
async function main(): Promise<void> {
  const [name = "", time] = process.argv.slice(2);
  const now = time === undefined ? new Date() : new Date(time);
  if (Number.isNaN(now.getTime())) throw new Error(`${time} is no time, such as 2026-11-27T17:00:00+09:00.`);
  const environment = readEnvironment(process.env);
  if (time !== undefined && isReal(environment)) throw new Error("A real city's jobs go by the real clock.");
  const database = await openDatabase(environment);
  try {
    const portal = await createPortal(environment, { databaseUrl: database.url, clock: { now: () => now } });
    const done = await doByClock(name, portal).finally(() => portal.close());
    if (!done) throw new Error(`Nothing of the name ${name} is done by the clock.`);
    process.stdout.write(`${name} is done.\n`);
  } finally {
    await database.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
