import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import autocannon from "autocannon";
import { readCityFile } from "#app/demonstration/texts.ts";
import { setUpSpace, spaceFileSchema } from "#app/domain/setup/set-up-space.ts";
import { DEFAULT_RULE_SET } from "#app/domain/threshold/publish-rules.ts";
import { connect } from "#db/client.ts";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { type Judged, judge, ofConstant, PROCESSES, perSecond, READING_AIMS, summarise } from "./aims.ts";
import {
  allAnswered,
  BROWSER,
  best,
  CONNECTIONS,
  latencyOf,
  startConstant,
  startLoadedPortal,
} from "./http-load.ts";
import { benchSearchHttp } from "./search-http.ts";
import { line, print } from "./support.ts";
import { insertBenchProposal } from "./support-queries.ts";

const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const ROUNDS = 3;
const PROPOSALS = 40;

/**
 * `npm run bench -- read [FILES…]`: reads by people who are not signed in, beside an Express server of the same run that
 * answers every request with one word, and then searches ({@link benchSearchHttp}); each beside its aim. All in turn, the
 * best round of each counts.
 */
export async function benchRead(files: readonly string[]): Promise<void> {
  const judged = await readPages();
  judged.push(...(await benchSearchHttp(files)));
  summarise(judged);
}

async function readPages(): Promise<Judged[]> {
  const judged: Judged[] = [];
  const folder = await mkdtemp(join(tmpdir(), "gonggam-bench-"));
  const postgres = await startEmbeddedPostgres(folder);
  const client = connect(postgres.migrationUrl, { max: 4 });
  try {
    await migrate(client.db, client.pool);
    const city = spaceFileSchema.parse(await readCityFile());
    const spaceId = await setUpSpace(client.db, { ...city, rules: undefined }, DEFAULT_RULE_SET, new Date(), {
      demonstration: true,
    });
    let id = 0;
    for (let made = 0; made < PROPOSALS; made += 1) id = await insertBenchProposal(client.db, spaceId);
    const constant = await startConstant();
    const portal = await startLoadedPortal(client.db, postgres.migrationUrl, [], SECONDS, {
      WEB_PROCESSES: PROCESSES,
    });
    print(`Reads, ${CONNECTIONS} connections, WEB_PROCESSES=${PROCESSES}`);
    const loads: [string, string, Record<string, string>, ("page" | "api")?][] = [
      ["a constant Express answer", constant.url, BROWSER],
      ["the front page, compressed", `${portal.url}/`, BROWSER, "page"],
      ["a proposal's page, compressed", `${portal.url}/proposals/${id}`, BROWSER, "page"],
      ["a proposal's page, not compressed", `${portal.url}/proposals/${id}`, {}],
      ["a proposal by the API", `${portal.url}/api/v1/proposals/${id}`, BROWSER, "api"],
      ["the list by the API", `${portal.url}/api/v1/proposals`, BROWSER, "api"],
    ];
    try {
      const results = loads.map((): autocannon.Result[] => []);
      // One round more, which warms up.
      for (let round = 0; round <= ROUNDS; round += 1)
        for (const [index, [, url, headers]] of loads.entries()) {
          const options = { url, headers, connections: CONNECTIONS, duration: SECONDS };
          const result = allAnswered(await autocannon(options));
          if (round > 0) results[index]?.push(result);
        }
      const baseline = best(results[0] ?? []).requests.average;
      for (const [index, [name, , , sort]] of loads.entries()) {
        const result = best(results[index] ?? []);
        const rate = result.requests.average;
        line(name, rate, latencyOf(result), rate / baseline);
        if (sort === "page")
          judged.push(judge(name, rate / baseline, READING_AIMS.pageOfConstant, ofConstant));
        if (sort === "api") judged.push(judge(name, rate, READING_AIMS.apiReads, perSecond));
      }
    } finally {
      await portal.stop();
      constant.stop();
    }
  } finally {
    await client.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return judged;
}
