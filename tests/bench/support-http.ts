import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { resolve } from "node:path";
import autocannon from "autocannon";
import type { Database } from "#db/client.ts";
import { freePort } from "../support/portal.ts";
import { line, print } from "./support.ts";
import { insertBenchPersons, insertBenchProposal, insertBenchSessions } from "./support-queries.ts";

const CONNECTIONS = 64;
const ROOT = resolve(import.meta.dirname, "../..");

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
  const sessions = persons.map((personId) => {
    const token = randomBytes(32).toString("base64url");
    return { personId, token, id: createHash("sha256").update(token).digest("hex") };
  });
  await insertBenchSessions(db, sessions);

  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ["--import", "tsx", "app/server.ts"], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      LOG_LEVEL: "warn",
      RATE_LIMITS: "off",
      BENCH_ROUTES: "1",
      BUILD_DIR: ".data/bench-build",
    },
  });
  try {
    await ready(`${url}/healthz`, child);
    const load = async (requests: autocannon.Request[]) => {
      let next = 0;
      const run = autocannon({
        url,
        connections: CONNECTIONS,
        duration: seconds,
        requests,
        setupClient(client) {
          const session = sessions[next++ % sessions.length];
          const headers = { cookie: `gonggam=${session?.token}`, origin: url };
          client.setRequests(requests.map((request) => ({ ...request, headers })));
        },
      });
      const result = await run;
      if (result.non2xx > 0)
        throw new Error(`Not all answers were 2xx: ${JSON.stringify(result.statusCodeStats)}`);
      return result;
    };
    const empty: autocannon.Request[] = [{ method: "POST", path: "/bench/empty" }];
    const path = `/api/v1/proposals/${matterId}/agreement`;
    const agree: autocannon.Request[] = [
      { method: "PUT", path },
      { method: "DELETE", path },
    ];
    await load(empty); // the first round warms both up
    await load(agree);
    const rounds = { empty: [await load(empty)], agree: [await load(agree)] };
    rounds.empty.push(await load(empty));
    rounds.agree.push(await load(agree));
    const best = (results: autocannon.Result[]) =>
      results.reduce((a, b) => (b.requests.average > a.requests.average ? b : a));
    const [bare, full] = [best(rounds.empty), best(rounds.agree)];
    const latency = (result: autocannon.Result) => ({ p50: result.latency.p50, p99: result.latency.p99 });
    line("an empty Remix action", bare.requests.average, latency(bare));
    line("an agreement", full.requests.average, latency(full), full.requests.average / bare.requests.average);
  } finally {
    child.kill("SIGTERM");
    if (child.exitCode === null) await new Promise((done) => child.once("exit", done));
  }
}

async function ready(address: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const response = await fetch(address).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((wait) => setTimeout(wait, 200));
  }
  throw new Error("The portal did not start.");
}
