import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { join, resolve } from "node:path";
import autocannon from "autocannon";
import type { Database } from "#db/client.ts";
import { freePort } from "../support/portal.ts";
import { START_ARGUMENTS } from "../support/start-arguments.ts";
import { insertBenchSessions } from "./support-queries.ts";

export const CONNECTIONS = 64;
/** What a browser says of itself. */
export const BROWSER = { "accept-encoding": "gzip, deflate, br, zstd", "accept-language": "ko-KR,ko;q=0.9" };
const ROOT = resolve(import.meta.dirname, "../..");

/** A portal of its own for a load over HTTP, with a route that does nothing beside the others. */
export interface LoadedPortal {
  /** Such as http://127.0.0.1:40123 */
  url: string;
  process: ChildProcess;
  /** Each connection is one of the persons, with a session; all answers must be 2xx. */
  load(requests: autocannon.Request[]): Promise<autocannon.Result>;
  /** Each request is by the next of the persons; all answers must be 2xx, and there must be persons enough. */
  loadOnce(request: autocannon.Request): Promise<autocannon.Result>;
  stop(): Promise<void>;
}

export async function startLoadedPortal(
  db: Database,
  databaseUrl: string,
  persons: number[],
  seconds: number,
  environment: Record<string, string> = {},
): Promise<LoadedPortal> {
  const sessions = await beginSessions(db, persons);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, START_ARGUMENTS, {
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
      WEB_PROCESSES: "1",
      ...environment,
    },
  });
  await ready(`${url}/healthz`, child);
  const headersOf = (session?: { token: string }) => ({ cookie: `gonggam=${session?.token}`, origin: url });
  return {
    url,
    process: child,
    async load(requests) {
      let next = 0;
      const result = await autocannon({
        url,
        connections: CONNECTIONS,
        duration: seconds,
        requests,
        setupClient(client) {
          const headers = headersOf(sessions[next++ % sessions.length]);
          client.setRequests(
            requests.map((request) => ({ ...request, headers: { ...request.headers, ...headers } })),
          );
        },
      });
      return allAnswered(result);
    },
    async loadOnce(request) {
      let next = 0;
      const setupRequest = (asked: autocannon.Request): autocannon.Request => ({
        ...asked,
        headers: { ...request.headers, ...headersOf(sessions[next++]) },
      });
      const requests = [{ ...request, setupRequest }];
      const result = await autocannon({ url, connections: CONNECTIONS, duration: seconds, requests });
      if (next > sessions.length) throw new Error("There were too few persons.");
      return allAnswered(result);
    },
    async stop() {
      child.kill("SIGTERM");
      if (child.exitCode === null) await new Promise((done) => child.once("exit", done));
    },
  };
}

/** A session for each of these people; its token is the cookie's value. */
export async function beginSessions(db: Database, persons: number[]) {
  const sessions = persons.map((personId) => {
    const token = randomBytes(32).toString("base64url");
    return { personId, token, id: createHash("sha256").update(token).digest("hex") };
  });
  await insertBenchSessions(db, sessions);
  return sessions;
}

export function allAnswered(result: autocannon.Result): autocannon.Result {
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(
      `Not all answers were 2xx: ${JSON.stringify(result.statusCodeStats)}, ${result.errors} errors`,
    );
  return result;
}

export const best = (results: autocannon.Result[]) =>
  results.reduce((a, b) => (b.requests.average > a.requests.average ? b : a));

export const latencyOf = ({ latency }: autocannon.Result) => ({ p50: latency.p50, p99: latency.p99 });

export async function ready(address: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const response = await fetch(address).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((wait) => setTimeout(wait, 200));
  }
  throw new Error("The portal did not start.");
}

/** An Express server in a process of its own that answers every request with one word: the baseline. */
export async function startConstant(): Promise<{ url: string; pid: number; stop(): void }> {
  const port = await freePort();
  const program = ["--import", "tsx", join(import.meta.dirname, "constant.ts"), String(port)];
  const child = spawn(process.execPath, program, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  await once(child, "message");
  return { url: `http://127.0.0.1:${port}/`, pid: child.pid ?? 0, stop: () => child.kill() };
}
