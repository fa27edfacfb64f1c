import "./production.ts";
import cluster from "node:cluster";
import { once } from "node:events";
import { MigrationRefused } from "#db/migrate.ts";
import { buildIfNeeded } from "./build.ts";
import { type Environment, EnvironmentError, isReal, readEnvironment } from "./environment.ts";
import { createLog, type Log } from "./platform/log.ts";
import { siblingsOver } from "./platform/siblings.ts";
import { FirstProcessEnded, LISTENING, orders, READY, startProcesses } from "./processes.ts";
import { startPortal } from "./start.ts";

/** The portal as one process or several: SIGTERM undoes what the start did. */
async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  if (cluster.isWorker) return serveAmongOthers(environment);
  const development = process.argv.includes("--dev");
  if (!development) await buildIfNeeded();
  const log = createLog(environment.LOG_LEVEL);
  const { stop } =
    development || environment.WEB_PROCESSES === 1
      ? await startPortal(environment, { development })
      : await startProcesses(environment, log);
  announce(environment, log);
  endWith(log, stop);
}

/** One of several web processes: it is told what to do by the one that started it. */
async function serveAmongOthers(environment: Environment): Promise<void> {
  const send = (message: unknown) => {
    if (process.connected) process.send?.(message);
  };
  const told = once(process, "message");
  send(LISTENING);
  const { databaseUrl, jobs } = orders.parse((await told)[0]);
  const own: Environment = { ...environment, JOBS: jobs ? "here" : "elsewhere" };
  const siblings = siblingsOver({ send, onMessage: (listener) => process.on("message", listener) });
  const { portal, stop } = await startPortal(own, { databaseUrl, siblings });
  endWith(portal.log, stop);
  send(READY);
}

function endWith(log: Log, undo: () => Promise<void>): void {
  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "draining");
    await undo();
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

/** Tells a newcomer where it is and who can come in. */
function announce(environment: Environment, log: Log): void {
  const host = environment.HOST === "0.0.0.0" || environment.HOST === "::" ? "localhost" : environment.HOST;
  const address = environment.PUBLIC_URL ?? `http://${host}:${environment.PORT}`;
  log.info({ address }, "ready");
  if (isReal(environment)) return;
  process.stdout.write(`
  공감 Gonggam   ${address}

  Sign in as     citizen-1 … citizen-100000   ${address}/auth/sign-in?as=citizen-1
                 officer-transport, officer-safety, … (one for each department)
                 mayor, clerk, moderator, admin
  Stop with      Ctrl-C; the data stays in ${environment.DATA_DIR}

`);
}

main().catch((error: unknown) => {
  const clear =
    error instanceof EnvironmentError ||
    error instanceof MigrationRefused ||
    error instanceof FirstProcessEnded ||
    (error instanceof Error && "code" in error && error.code === "EADDRINUSE");
  process.stderr.write(
    `${clear && error instanceof Error ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
});
