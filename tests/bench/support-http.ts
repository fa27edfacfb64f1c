import type autocannon from "autocannon";
import type { Database } from "#db/client.ts";
import { best, CONNECTIONS, latencyOf, startLoadedPortal } from "./http-load.ts";
import { line, print } from "./support.ts";
import { insertBenchPersons, insertBenchProposal } from "./support-queries.ts";

/**
 * The same over HTTP: 64 connections, each a person with a session who agrees and takes it back in turn, against an
 * empty Remix action on the same server with the same cookies. Two rounds, the better of each counts.
 */
export async function benchSupportOverHttp(
  db: Database,
  databaseUrl: string,
  spaceId: number,
  seconds: number,
): Promise<void> {
  print(`\nOver HTTP, ${CONNECTIONS} connections with real sessions`);
  const matterId = await insertBenchProposal(db, spaceId);
  const persons = await insertBenchPersons(db, CONNECTIONS);
  const portal = await startLoadedPortal(db, databaseUrl, persons, seconds);
  try {
    const empty: autocannon.Request[] = [{ method: "POST", path: "/bench/empty" }];
    const path = `/api/v1/proposals/${matterId}/agreement`;
    const agree: autocannon.Request[] = [
      { method: "PUT", path },
      { method: "DELETE", path },
    ];
    await portal.load(empty); // the first round warms both up
    await portal.load(agree);
    const rounds = { empty: [await portal.load(empty)], agree: [await portal.load(agree)] };
    rounds.empty.push(await portal.load(empty));
    rounds.agree.push(await portal.load(agree));
    const [bare, full] = [best(rounds.empty), best(rounds.agree)];
    line("an empty Remix action", bare.requests.average, latencyOf(bare));
    line(
      "an agreement",
      full.requests.average,
      latencyOf(full),
      full.requests.average / bare.requests.average,
    );
  } finally {
    await portal.stop();
  }
}
