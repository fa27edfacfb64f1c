import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCityFile } from "#app/demonstration/texts.ts";
import { setUpSpace, spaceFileSchema } from "#app/domain/setup/set-up-space.ts";
import { DEFAULT_RULE_SET } from "#app/domain/threshold/publish-rules.ts";
import { connect, type Database } from "#db/client.ts";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";

interface BenchCity {
  /** Where Postgres stands. */
  folder: string;
  postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
  db: Database;
  /** The same with the time-outs that the writer works under. */
  bounded: Database;
  spaceId: number;
}

/**
 * Measures in a city of its own, on a Postgres that writes to disk as in production; both are gone afterwards.
 *
 * @param connections of the bench itself, at the most
 */
export async function inBenchCity(
  connections: number,
  measure: (city: BenchCity) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "gonggam-bench-"));
  const postgres = await startEmbeddedPostgres(folder);
  const client = connect(postgres.migrationUrl, { max: connections });
  try {
    await migrate(client.db, client.pool);
    const city = spaceFileSchema.parse(await readCityFile());
    const spaceId = await setUpSpace(client.db, { ...city, rules: undefined }, DEFAULT_RULE_SET, new Date(), {
      demonstration: true,
    });
    await measure({ folder, postgres, db: client.db, bounded: client.bounded, spaceId });
  } finally {
    await client.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
