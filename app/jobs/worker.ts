import { Logger, type Runner, run } from "graphile-worker";
import type { Portal } from "#app/portal.ts";
import { CRONTAB, createTasks } from "./tasks.ts";

/** Starts doing jobs in this process. Any number of processes may: each job is locked by the one that does it. */
export async function startWorker(portal: Portal): Promise<Runner> {
  const { log } = portal;
  return run({
    pgPool: portal.pool,
    taskList: createTasks(portal),
    crontab: CRONTAB,
    concurrency: 2,
    noHandleSignals: true, // the server drains in its own order
    gracefulShutdownAbortTimeout: 0, // jobs hear of a stop at once
    logger: new Logger(() => (level, message, meta) => {
      if (level === "error") log.error({ err: meta?.error }, message);
      else if (level === "warning") log.warn(message);
      else log.debug(message);
    }),
  });
}
