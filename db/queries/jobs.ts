import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";

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
  /** Records the signatures that are in no batch yet. */
  "close-batches": Record<string, never>;
  /** Moves on the drives whose day has come. */
  "advance-drives": Record<string, never>;
  /** Deletes the signers' data whose legal period has ended. */
  "delete-personal-data": Record<string, never>;
  /** Tells who signed a drive online (a batch after `afterSerial`) what became of it. */
  "tell-signers": { matterId: number; step: string; afterSerial: number };
  /** Reminds the council's office of the legal dates that come near. */
  "remind-office": Record<string, never>;
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

/**
 * Has the signatures recorded soon: a job that waits keeps its time, so it runs at most that often however much is
 * signed. Lost with the process, it is made up for by the job of each minute.
 */
export async function enqueueCloseBatches(db: Queryable, runAt: Date): Promise<void> {
  await sql`select graphile_worker.add_job('close-batches', '{}'::json, job_key => 'close-batches-soon',
    job_key_mode => 'preserve_run_at', run_at => ${runAt}::timestamptz)`.execute(db);
}

/** Forgets every waiting job: the demonstration's past is not told by mail. */
export async function forgetJobs(tx: Tx): Promise<void> {
  await sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`.execute(tx);
}
