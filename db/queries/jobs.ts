import { sql } from "kysely";
import type { Tx } from "../client.ts";

/**
 * The work that is done after a commit, and what each kind of work is told. Enqueued in the transaction of its
 * cause (the outbox): neither can exist without the other.
 */
export interface Jobs {
  /** Tells author, office and supporters (a batch after `afterSerial`) that a matter reached a rule. */
  "tell-crossing": { matterId: number; ruleId: number; afterSerial: number };
  /** Tells author and supporters (a batch after `afterSerial`) that an office replied. */
  "tell-reply": { dutyId: number; version: number; afterSerial: number };
  /** Sends what waits in `mail`. */
  "deliver-mail": Record<string, never>;
  /** Closes what has passed its closing date. */
  "close-matters": Record<string, never>;
  /** Removes what has expired: sessions, forgotten drafts. */
  sweep: Record<string, never>;
}

export type JobName = keyof Jobs;

/**
 * @param key at most one waiting job a key; the one that is already running does not count, so what was enqueued
 *   while it ran is seen by the next
 * @param runAt not before; now when left out
 */
export async function enqueue<N extends JobName>(
  tx: Tx,
  name: N,
  payload: Jobs[N],
  key?: string,
  runAt?: Date,
): Promise<void> {
  await sql`select graphile_worker.add_job(
    ${name}, ${JSON.stringify(payload)}::json, job_key => ${key ?? null}, run_at => ${runAt ?? null}::timestamptz)`.execute(
    tx,
  );
}

/** Forgets every waiting job: the demonstration's past is not told by mail. */
export async function forgetJobs(tx: Tx): Promise<void> {
  await sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`.execute(tx);
}
