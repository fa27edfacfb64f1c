import { readCityFile } from "#app/demonstration/texts.ts";
import { setUpSpace, spaceFileSchema } from "#app/domain/setup/set-up-space.ts";
import { DEFAULT_RULE_SET } from "#app/domain/threshold/publish-rules.ts";
import { connect, type Database, type DatabaseClient } from "#db/client.ts";
import { migrate } from "#db/migrate.ts";
import type { SearchDocument } from "#db/search-document.ts";
import type { BenchEngine } from "./search-engines.ts";
import { documentOf, type Petition } from "./search-petitions.ts";
import { insertBenchMatters } from "./search-rows.ts";
import { print } from "./support.ts";

const BATCH = 500;

/**
 * A database of its own with petitions as documents, and the matters that they belong to.
 *
 * @param superuser may make databases; without one in the address
 * @param real how many of the petitions were not made
 */
export async function createHaystack(
  superuser: string,
  name: string,
  make: (db: Database, spaceId: number) => Promise<BenchEngine>,
  petitions: readonly Petition[],
  real: number,
) {
  const admin = connect(`${superuser}/gonggam`, { max: 1 });
  await admin.pool.query(`create database ${name}`);
  await admin.close();
  const client: DatabaseClient = connect(`${superuser}/${name}`, { max: 10 });
  await migrate(client.db, client.pool);
  const city = spaceFileSchema.parse(await readCityFile());
  const spaceId = await setUpSpace(client.db, { ...city, rules: undefined }, DEFAULT_RULE_SET, new Date(), {
    demonstration: true,
  });
  await insertBenchMatters(client.db, spaceId, 1, real, "petitions");
  await insertBenchMatters(client.db, spaceId, real + 1, petitions.length, "made");
  const bench = await make(client.db, spaceId);
  const started = performance.now();
  await bench.fill(batchesOf(petitions, spaceId));
  print(`  ${petitions.length} indexed in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  const discard = async () => {
    await bench.discard();
    await client.close();
  };
  return { engine: bench.engine, db: client.db, spaceId, discard };
}

function* batchesOf(petitions: readonly Petition[], spaceId: number): Generator<SearchDocument[]> {
  for (let from = 0; from < petitions.length; from += BATCH) {
    yield petitions
      .slice(from, from + BATCH)
      .map((petition, i) => documentOf(petition, from + i + 1, spaceId));
  }
}
