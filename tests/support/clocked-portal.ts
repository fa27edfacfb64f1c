import "#app/production.ts";
import { Logger, runOnce } from "graphile-worker";
import { readEnvironment } from "#app/environment.ts";
import { createTasks } from "#app/jobs/tasks.ts";
import { startPortal } from "#app/start.ts";
import { enqueue } from "#db/queries/jobs.ts";
import { inTransaction } from "#db/transaction.ts";

/**
 * The portal as `npm start` starts it, with a clock that its parent moves: "now TIME" sets the time, "work" does what
 * the crontab would have done by then, and whatever else waits. Each is answered with "done", or with what failed.
 */
const CLOCK_JOBS = [
  "close-matters",
  "match-sheets",
  "advance-drives",
  "close-batches",
  "make-checkpoints",
  "count-districts",
  "count-participation",
  "record-counts",
  "make-opinion-maps",
  "delete-personal-data",
  "remind-office",
] as const;

let [, , now = ""] = process.argv;
const { portal, stop } = await startPortal(readEnvironment(process.env), {
  clock: { now: () => new Date(now) },
});
process.on("SIGTERM", () => void stop().then(() => process.exit(0)));

process.on("message", async (order) => {
  const [verb, time = now] = String(order).split(" ");
  now = time;
  process.send?.(verb === "work" ? await work() : "done");
});

async function work(): Promise<string> {
  const faults: string[] = [];
  const logger = new Logger(() => (level, message) => {
    if (level === "error") faults.push(message);
  });
  await inTransaction(portal.db, async (tx) => {
    for (const name of CLOCK_JOBS) await enqueue(tx, name, {}, name);
  });
  await runOnce({ pgPool: portal.pool, taskList: createTasks(portal), noHandleSignals: true, logger });
  return faults.join("\n") || "done";
}
