import type { Task } from "graphile-worker";
import { z } from "zod";
import type { Portal } from "#app/portal.ts";
import type { JobName, Jobs } from "#db/queries/jobs.ts";

/** Time and queue as a door: read the payload, ONE domain call. Each may be killed at any point and run again. */
export interface Job<N extends JobName> {
  name: N;
  /** What it is told, checked when it comes out of the queue: an older version of us may have put it in. */
  payload: z.ZodType<Jobs[N]>;
  /** When it is done by itself, as five fields of cron, in UTC, and what it is told then; left out: only when enqueued. */
  time?: { cron: string; payload: Jobs[N] };
  /** `signal` is aborted when the worker stops: what takes long ends at its next safe point. */
  work(payload: Jobs[N], portal: Portal, now: Date, signal: AbortSignal): Promise<unknown>;
}

/** Ids in payloads. */
export const id = z.number().int().positive();
/** After which of them a batch begins; 0: with the first. */
export const after = z.number().int().min(0);

/** A job as the worker takes it, counted in the metrics. */
export function taskOf<N extends JobName>({ name, payload, work }: Job<N>, portal: Portal): Task {
  return async (told, { abortSignal }) => {
    try {
      await work(payload.parse(told), portal, portal.clock.now(), abortSignal);
      portal.metrics.jobs.inc({ job: name, outcome: "done" });
    } catch (error) {
      portal.metrics.jobs.inc({ job: name, outcome: "failed" });
      throw error;
    }
  };
}

/** Does a job as its time would have it done; false: it has none. */
export async function workByClock<N extends JobName>(
  { time, work }: Job<N>,
  portal: Portal,
): Promise<boolean> {
  if (!time) return false;
  await work(time.payload, portal, portal.clock.now(), new AbortController().signal);
  return true;
}

/** Its line of the crontab; undefined: it has no time. One that still waits is not put in a second time. */
export function crontabLine<N extends JobName>({ name, time }: Job<N>): string | undefined {
  return time && `${time.cron} ${name} ?jobKey=${name} ${JSON.stringify(time.payload)}`;
}
