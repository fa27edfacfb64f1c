import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";

/**
 * The work that is done after a commit, and what each kind of work is told. Enqueued in the transaction of its
 * cause (the outbox): neither can exist without the other.
 */
export interface Jobs {
  /**
   * Tells author, office and supporters (a batch after `afterSerial`) that a matter reached a threshold; `ruleId`: put
   * in by the version before, which named the rule.
   */
  "tell-crossing":
    | { matterId: number; code: string; afterSerial: number }
    | { matterId: number; ruleId: number; afterSerial: number };
  /**
   * Tells author and supporters (a batch after `afterSerial`) that an office replied; then who asked (a batch of persons
   * after `afterAsker`).
   */
  "tell-reply": { dutyId: number; version: number; afterSerial: number; afterAsker?: number };
  /** Tells a proposal's author of what was asked, or who asked of the answer. */
  "tell-comment": { commentId: number };
  /**
   * Tells who follows what a space's ledger has lines of, as far as they were not told; by the clock of all spaces, should
   * a worker have died at it.
   */
  "tell-followers": { spaceId?: number };
  /**
   * Writes to who gets news gathered (a batch of persons after `afterPerson`) what waits for them, each morning.
   */
  "gather-notices": { afterPerson: number };
  /** Tells who took part in a poll, then who asked, in batches as above, that its result is there. */
  "tell-poll-result": { matterId: number; afterSerial: number; afterAsker?: number };
  /** Tells the same people that a poll was withdrawn. */
  "tell-poll-withdrawn": { matterId: number; afterSerial: number; afterAsker?: number };
  /** Tells who took part in a poll (a batch after `afterSerial`) and won a gift that they did. */
  "tell-winners": { matterId: number; afterSerial: number };
  /** Reminds who asked for it of the polls that close soon. */
  "remind-voters": Record<string, never>;
  /** Sends what waits for devices. */
  "deliver-push": Record<string, never>;
  /** Sends what waits in `mail`. */
  "deliver-mail": Record<string, never>;
  /** Indexes what was noted as changed. */
  "sync-search": Record<string, never>;
  /** Tells the search index of counts that changed. */
  "refresh-search-counts": Record<string, never>;
  /** Compares a proposal that is new or changed with the others. */
  "find-duplicates": { matterId: number };
  /** Looks through saved searches (a batch after `afterId`) for what is new, and writes letters. */
  "tell-saved-searches": { afterId: number };
  /** Closes what has passed its closing date. */
  "close-matters": Record<string, never>;
  /** Records the signatures whose batch is due: of fifty, or of the hour. */
  "close-batches": Record<string, never>;
  /** Signs the heads of ledgers that have grown, and has them handed to the witnesses that are behind. */
  "make-checkpoints": Record<string, never>;
  /** Makes the day's files of open data. */
  "make-open-data": Record<string, never>;
  /** Hands a space's newest signed head to a witness, by its address in the settings. */
  "push-checkpoint": { spaceId: number; witness: string };
  /** Matches the sheets of paper whose day is over. */
  "match-sheets": Record<string, never>;
  /** Counts each drive's signatures by district, as they stood at the end of the day before. */
  "count-districts": Record<string, never>;
  /** Counts the supports of the days that are over by the district of who gave them. */
  "count-participation": Record<string, never>;
  /** Records how many supports each matter was given and how many were taken back. */
  "record-counts": Record<string, never>;
  /** Takes out of what matters gained within a week the days that are over. */
  "recount-weeks": Record<string, never>;
  /** Moves on the drives whose day has come. */
  "advance-drives": Record<string, never>;
  /** Deletes the signers' data whose legal period has ended. */
  "delete-personal-data": Record<string, never>;
  /** Tells who signed a drive online (a batch after `afterSerial`) what became of it. */
  "tell-signers": { matterId: number; step: string; afterSerial: number };
  /** Tells those who lead a drive that it reached a number of its law; `threshold`: put in by the version before. */
  "tell-milestone": { matterId: number; code: string } | { matterId: number; threshold: number };
  /** Reminds offices of what they owe: of legal dates that come near, and of replies. */
  "remind-office": Record<string, never>;
  /** Brings what is stored of persons into the newest form. */
  "renew-persons": Record<string, never>;
  /** Makes the opinion maps anew in which votes have changed. */
  "make-opinion-maps": Record<string, never>;
  /** Seals objections that the version before wrote in plain. */
  "seal-objections": Record<string, never>;
  /** Makes keys anew that the version before made otherwise. */
  "rekey-drives": Record<string, never>;
  /** Moves polls on by the clock: opened, closed, counted. */
  "advance-polls": Record<string, never>;
  /** Removes what is kept long enough: app/domain/retention/retention.ts. */
  sweep: Record<string, never>;
}

export type JobName = keyof Jobs;

/** The jobs that go over a matter's supporters, a batch after a serial. */
export type FanOut = {
  [N in JobName]: Jobs[N] extends { afterSerial: number } ? N : never;
}[JobName];

/** What may wait until nothing else does; all other jobs are done in their order. */
const PRIORITY: Partial<Record<JobName, number>> = { "find-duplicates": 10 };

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
    ${name}, ${JSON.stringify(payload)}::json, job_key => ${key ?? null}, run_at => ${runAt ?? null}::timestamptz,
    priority => ${PRIORITY[name] ?? 0}::smallint)`.execute(tx);
}

/**
 * Whether a job with this key is at work or due. One that waits to be tried again, or whose worker was killed and
 * holds it for hours, is not: it would keep others waiting as long.
 */
export async function isUnderWay(db: Queryable, key: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (
    select from graphile_worker.jobs where key = ${key} and (
      locked_at > now() - interval '10 minutes'
      or (locked_at is null and run_at <= now() and attempts < max_attempts))) as found`.execute(db);
  return rows[0]?.found ?? false;
}

/** Forgets every waiting job: the demonstration's past is not told by mail. */
export async function forgetJobs(tx: Tx): Promise<void> {
  await sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`.execute(tx);
}
