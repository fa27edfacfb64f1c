import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { Random } from "./random.ts";
import { createHaystack } from "./search-databases.ts";
import { BENCH_ENGINES } from "./search-engines.ts";
import { recombine } from "./search-made.ts";
import { type Haystack, measureKnownItems, measureOthers, SPOILER_NAMES } from "./search-measure.ts";
import { readPetitions } from "./search-petitions.ts";
import { printKnownItems, printOthers, printTimes } from "./search-report.ts";
import { print } from "./support.ts";

/** Made ones are added until there are this many. */
const LARGE = Number(process.env.BENCH_DOCUMENTS ?? 100_000);
/** Petitions that are asked for, for each way to spoil a title, and those of them that are asked at both sizes. */
const QUERIES = Number(process.env.BENCH_QUERIES ?? 600);
const TIMED = Math.min(QUERIES, 100);

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
      const small = await createHaystack(postgres.superuser, `${name}_small`, make, real, real.length);
      const large = await createHaystack(postgres.superuser, `${name}_large`, make, all, real.length);
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
