import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCityFile } from "#app/demonstration/texts.ts";
import { setUpSpace, spaceFileSchema } from "#app/domain/setup/set-up-space.ts";
import { DEFAULT_RULE_SET } from "#app/domain/threshold/publish-rules.ts";
import { connect, type Database } from "#db/client.ts";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import type { SearchDocument } from "#db/search-document.ts";
import { Random } from "./random.ts";
import { BENCH_ENGINES, type BenchEngine } from "./search-engines.ts";
import { recombine } from "./search-made.ts";
import { type Haystack, measureKnownItems, measureOthers, SPOILER_NAMES } from "./search-measure.ts";
import { documentOf, type Petition, readPetitions } from "./search-petitions.ts";
import { printKnownItems, printOthers, printTimes } from "./search-report.ts";
import { insertBenchMatters } from "./search-rows.ts";
import { print } from "./support.ts";

/** Made ones are added until there are this many. */
const LARGE = Number(process.env.BENCH_DOCUMENTS ?? 100_000);
/** Petitions that are asked for, for each way to spoil a title, and those of them that are asked at both sizes. */
const QUERIES = Number(process.env.BENCH_QUERIES ?? 600);
const TIMED = Math.min(QUERIES, 100);
const BATCH = 500;

/**
 * `npm run bench -- search [FILES…]`: does search find what was meant, and how long does it take with few and with many
 * documents? The times of both sizes are taken in turn, query by query, so that whatever else the machine does
 * weighs on both alike: their ratio says more than they do.
 */
export async function benchSearch(files: readonly string[]): Promise<void> {
  const real = await readPetitions(files);
  const made = [...recombine(real, Math.max(0, LARGE - real.length), new Random(7))];
  const all = [...real, ...made];
  print(`${real.length} petitions; ${all.length} with those that are made by recombining them`);

  const folder = await mkdtemp(join(tmpdir(), "gonggam-bench-"));
  const postgres = await startEmbeddedPostgres(folder);
  try {
    for (const [name, make] of Object.entries(BENCH_ENGINES)) {
      print(`\n${name}`);
      const small = await fill(`${postgres.superuser}/gonggam`, `${name}_small`, make, real, real.length);
      const large = await fill(`${postgres.superuser}/gonggam`, `${name}_large`, make, all, real.length);
      const titleOf = (id: number) => all[id - 1]?.title ?? "";
      await measure({ ...small, petitions: real, titleOf }, { ...large, petitions: real, titleOf });
      await small.discard();
      await large.discard();
    }
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(small: Haystack, large: Haystack): Promise<void> {
  await measureKnownItems([small, large], "exact title words", 20); // both have read their statistics and are warm
  const timed: { small: number[]; large: number[] } = { small: [], large: [] };
  for (const kind of SPOILER_NAMES) {
    const [figures] = await measureKnownItems([small], kind, QUERIES);
    const [atSmall, atLarge] = await measureKnownItems([small, large], kind, TIMED);
    if (!figures || !atSmall || !atLarge) continue;
    timed.small.push(...atSmall.times);
    timed.large.push(...atLarge.times);
    printKnownItems(kind, figures, atLarge);
  }
  printTimes(timed);
  for (const others of await measureOthers(small, large, TIMED)) printOthers(others);
}

/** A database of its own for each size, with the documents and the matters that they belong to. */
async function fill(
  url: string,
  name: string,
  make: (db: Database, spaceId: number) => Promise<BenchEngine>,
  petitions: readonly Petition[],
  real: number,
) {
  const admin = connect(url, { max: 1 });
  await admin.pool.query(`create database ${name}`);
  await admin.close();
  const client = connect(url.replace(/\/gonggam$/, `/${name}`), { max: 10 });
  await migrate(client.db, client.pool);
  const city = spaceFileSchema.parse(await readCityFile());
  const spaceId = await setUpSpace(client.db, { ...city, rules: undefined }, DEFAULT_RULE_SET, new Date());
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
  return { engine: bench.engine, spaceId, discard };
}

function* batchesOf(petitions: readonly Petition[], spaceId: number): Generator<SearchDocument[]> {
  for (let from = 0; from < petitions.length; from += BATCH) {
    yield petitions
      .slice(from, from + BATCH)
      .map((petition, i) => documentOf(petition, from + i + 1, spaceId));
  }
}
