import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { createTestDatabase, type TestDatabase } from "./database.ts";
import { programOf } from "./program.ts";
import type { Template } from "./templates.ts";

const ROOT = resolve(import.meta.dirname, "../..");

export interface TestPortal {
  /** Such as http://127.0.0.1:40123 */
  url: string;
  database: TestDatabase;
  process: ChildProcess;
  /** SIGTERM, and the exit code it came to. */
  stop(): Promise<number | null>;
}

export interface TestPortalOptions {
  template?: Template;
  /** One that exists already: a second process on the same database. */
  database?: TestDatabase;
  environment?: Record<string, string>;
  /** When it is there; the time stands still until it is moved. Its jobs wait for `work`. */
  clock?: string;
}

export interface ClockedPortal extends TestPortal {
  /** @param time with its offset, such as 2026-03-02T09:00:00+09:00 */
  moveTo(time: string): Promise<void>;
  /** Does what the crontab would have done by now, and every job that waits. */
  work(): Promise<void>;
}

/** The same with a clock of its own, for what the law counts in months. */
export async function startClockedPortal(
  options: TestPortalOptions & { clock: string },
): Promise<ClockedPortal> {
  const portal = await startPortal(options);
  const order = async (words: string) => {
    const answered = once(portal.process, "message");
    portal.process.send(words);
    const [answer] = await answered;
    if (answer !== "done") throw new Error(`"${words}" failed: ${answer}`);
  };
  return { ...portal, moveTo: (time) => order(`now ${time}`), work: () => order("work") };
}

/** A portal as `npm start` starts it, in a process of its own, on a database of its own. */
export async function startPortal(options: TestPortalOptions = {}): Promise<TestPortal> {
  const database = options.database ?? (await createTestDatabase(options.template ?? "city"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, programWith(options), {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: {
      PATH: process.env.PATH,
      BUILD_DIR: process.env.BUILD_DIR,
      NODE_ENV: "production",
      DATABASE_URL: database.url,
      MIGRATION_DATABASE_URL: database.owner.url,
      PORT: String(port),
      LOG_LEVEL: "error",
      RATE_LIMITS: "off",
      // One, unless a test is about several: half a hundred portals would be a hundred processes.
      WEB_PROCESSES: "1",
      ...(options.clock && { JOBS: "elsewhere" }),
      ...options.environment,
    },
  });
  const exited = new Promise<number | null>((done) => child.once("exit", done));
  await answered(`${url}/healthz`, child);
  return {
    url,
    database,
    process: child,
    async stop() {
      child.kill("SIGTERM");
      const code = await exited;
      if (!options.database) await database.close();
      return code;
    },
  };
}

function programWith({ clock, environment }: TestPortalOptions): string[] {
  if (clock !== undefined) return [programOf("tests/support/clocked-portal.ts"), clock];
  // Of several processes the parent starts the others from their source.
  if (environment?.WEB_PROCESSES !== undefined) return ["--import", "tsx", "app/server.ts"];
  return [programOf("app/server.ts")];
}

/** One that never does is ended by the time of the test. */
async function answered(address: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null)
      throw new Error(`The portal ended with code ${child.exitCode} before it was ready.`);
    const response = await fetch(address).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((wait) => setTimeout(wait, 100));
  }
}

/**
 * A port that nobody listens at. Below those that the system gives to outgoing connections: of those, some other test
 * may take the same one in the seconds until the portal that it is for has started.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(12_000, 32_000);
    const server = createServer();
    const free = await new Promise<boolean>((answer) => {
      server.once("error", () => answer(false));
      server.listen(port, "127.0.0.1", () => answer(true));
    });
    if (!free) continue;
    await new Promise((done) => server.close(done));
    return port;
  }
}
