const HOUR_MS = 60 * 60 * 1000;
/** As many as are recorded together without waiting for the hour. */
export const FULL_BATCH = 50;

/** The beginning of the hour in which `at` is: the same in Seoul and in UTC. */
const hourOf = (at: Date): Date => new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);

/** When a signature of `at` is recorded at the latest, but for the minute that the job takes. */
export const recordedBy = (at: Date): Date => new Date(hourOf(at).getTime() + HOUR_MS);

/** What waits for a drive's next batch. */
export interface WaitingSignatures {
  waiting: number;
  /** When the first of them was signed. */
  since: Date;
  lastClosedAt: Date | null;
}

/**
 * Whether a drive's signatures are recorded now: fifty wait, or the hour in which one of them was signed is over. Who
 * watches the ledger learns that some signed within an hour, and not when.
 *
 * The hours are the clock's: one that began with the first signature would say when that was. And a drive has one batch
 * at most an hour that is not full, or whoever signed in the hour's last second and was written a second later would
 * stand alone.
 */
export function isBatchDue({ waiting, since, lastClosedAt }: WaitingSignatures, now: Date): boolean {
  if (waiting >= FULL_BATCH) return true;
  const hour = hourOf(now);
  return waiting > 0 && since < hour && (lastClosedAt === null || lastClosedAt < hour);
}
