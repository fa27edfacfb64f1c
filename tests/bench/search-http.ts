import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import autocannon from "autocannon";
import { connect } from "#db/client.ts";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { countDocuments } from "#db/queries/search-documents.ts";
import { type Judged, judge, PROCESSES, perSecond, READING_AIMS } from "./aims.ts";
import {
  allAnswered,
  BROWSER,
  CONNECTIONS,
  latencyOf,
  startConstant,
  startLoadedPortal,
} from "./http-load.ts";
import { costsOf, postgresIn } from "./process-costs.ts";
import { Random } from "./random.ts";
import { createHaystack } from "./search-databases.ts";
import { embedded } from "./search-engines.ts";
import { recombine } from "./search-made.ts";
import { type Petition, readPetitions } from "./search-petitions.ts";
import { questions } from "./search-questions.ts";
import { nameBenchMatters } from "./search-rows.ts";
import { line, print } from "./support.ts";

const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
const ROUNDS = 2;
/** Answers before anything is measured: with fewer the engine of a page has not compiled what it runs. */
const WARMING = 600;
/** Made ones are added until there are so many. */
const SMALL = 2_442;
const LARGE = Number(process.env.BENCH_DOCUMENTS ?? 100_000);

/**
 * `npm run bench -- search-http [FILES…]`: searches that nobody asked before, over HTTP, at few and at many matters,
 * beside a constant Express answer of the same run. All in turn, the best round of each counts. With
 * BENCH_DATA=FOLDER the databases are kept there and used again: a hundred thousand documents take minutes.
 *
 * @returns what of the aims of reading was reached
 */
export async function benchSearchHttp(files: readonly string[]): Promise<Judged[]> {
  const judged: Judged[] = [];
  const real = await readPetitions(files);
  const all = [...real, ...recombine(real, Math.max(0, LARGE - real.length), new Random(7))];
  const kept = process.env.BENCH_DATA;
  const folder = kept ?? (await mkdtemp(join(tmpdir(), "gonggam-bench-")));
  const postgres = await startEmbeddedPostgres(folder);
  try {
    const postmaster = postgresIn(folder);
    for (const size of new Set([Math.min(SMALL, all.length), all.length])) {
      const petitions = all.slice(0, size);
      const url = await filled(postgres.superuser, petitions, real.length);
      judged.push(...(await measure(url, petitions, postmaster)));
    }
  } finally {
    await postgres.stop();
    if (kept === undefined) await rm(folder, { recursive: true, force: true });
  }
  return judged;
}

/** The address of a database with these petitions: the one that an earlier run left, or a new one. */
async function filled(superuser: string, petitions: readonly Petition[], real: number): Promise<string> {
  const name = `petitions_${petitions.length}`;
  const admin = connect(`${superuser}/gonggam`, { max: 1 });
  const { rowCount } = await admin.pool.query("select from pg_database where datname = $1", [name]);
  await admin.close();
  if (rowCount === 0) {
    const { db, discard } = await createHaystack(superuser, name, embedded, petitions, real);
    await nameBenchMatters(db);
    await discard();
  }
  return `${superuser}/${name}`;
}

async function measure(url: string, petitions: readonly Petition[], postmaster: number): Promise<Judged[]> {
  const judged: Judged[] = [];
  const client = connect(url, { max: 1 });
  const documents = await countDocuments(client.db);
  const constant = await startConstant();
  const portal = await startLoadedPortal(client.db, url, [], SECONDS, { WEB_PROCESSES: PROCESSES });
  const node = portal.process.pid ?? 0;
  const asked = questions(petitions, 20261127);
  const search = (path: string) => (): autocannon.Request => ({
    path: `${path}?${asked.next().value ?? ""}`,
  });
  const loads: [string, string, (() => autocannon.Request) | undefined][] = [
    ["a constant Express answer", constant.url, undefined],
    ["a search by the API", portal.url, search("/api/v1/search")],
    ["the page of a search, compressed", portal.url, search("/search")],
  ];
  print(`\n${documents} matters, ${CONNECTIONS} connections, WEB_PROCESSES=${PROCESSES}`);
  try {
    const rounds = loads.map((): Round[] => []);
    for (const [, address, request] of loads) await load(address, request, { amount: WARMING });
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [index, [, address, request]] of loads.entries())
        rounds[index]?.push(
          await measureRound(address, request, { node: request ? node : constant.pid, postgres: postmaster }),
        );
    const best = rounds.map((of) => of.reduce((a, b) => (rate(b) > rate(a) ? b : a)));
    for (const [index, [name]] of loads.entries()) {
      const [baseline, round] = [best[0], best[index]];
      if (!baseline || !round) continue;
      line(name, rate(round), latencyOf(round.result));
      print(`    ${costsIn(round, baseline)}`);
      const aim = READING_AIMS.searches.find(({ matters }) => documents >= matters);
      if (round !== baseline && aim)
        judged.push(judge(`${name}, ${documents} matters`, rate(round), aim.perSecond, perSecond));
    }
  } finally {
    await portal.stop();
    constant.stop();
    await client.close();
  }
  return judged;
}

interface Round {
  result: autocannon.Result;
  /** CPU seconds. */
  node: number;
  postgres: number;
  /** Of everything on this machine, this bench and what else runs here too. */
  machine: number;
}

const rate = ({ result }: Round) => result.requests.average;

async function measureRound(
  url: string,
  request: (() => autocannon.Request) | undefined,
  roots: { node: number; postgres: number },
): Promise<Round> {
  const costs = () => ({
    node: costsOf([roots.node]).cpuSeconds,
    postgres: costsOf([roots.postgres]).cpuSeconds,
    machine: busySeconds(),
  });
  const before = costs();
  const result = await load(url, request, { duration: SECONDS });
  const after = costs();
  return {
    result,
    node: after.node - before.node,
    postgres: after.postgres - before.postgres,
    machine: after.machine - before.machine,
  };
}

async function load(
  url: string,
  request: (() => autocannon.Request) | undefined,
  until: { duration: number } | { amount: number },
): Promise<autocannon.Result> {
  const result = await autocannon({
    url,
    headers: BROWSER,
    connections: CONNECTIONS,
    timeout: 60,
    ...until,
    ...(request && { requests: [{ setupRequest: (plain) => ({ ...plain, ...request() }) }] }),
  });
  return allAnswered(result);
}

/**
 * What one answer costs, and how much of the machine was others'. On a busy machine everything takes more CPU too; how
 * many constant answers it is worth says more then.
 */
function costsIn(round: Round, baseline: Round): string {
  const { result, node, postgres, machine } = round;
  const each = ({ result: { requests } }: Round, seconds: number) => (seconds * 1000) / requests.total;
  const [ours, constant] = [each(round, node + postgres), each(baseline, baseline.node)];
  return (
    `CPU each: ${ours.toFixed(2)} ms (Node ${each(round, node).toFixed(2)}, Postgres ${each(round, postgres).toFixed(2)}),` +
    ` ${(ours / constant).toFixed(0)} constant answers;` +
    ` of ${availableParallelism()} cores all else took ${((machine - node - postgres) / result.duration).toFixed(2)}`
  );
}

/** CPU seconds that all cores spent with any work so far. */
const busySeconds = () =>
  cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) / 1000;
