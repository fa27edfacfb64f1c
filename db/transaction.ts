import { sql, Transaction } from "kysely";
import pg from "pg";
import { BOUNDS } from "./bounds.ts";
import type { Database, Tx } from "./client.ts";

/** 40001 serialization_failure, 40P01 deadlock_detected: Postgres undid it all; the same work may go through now. */
const TRANSIENT = new Set(["40001", "40P01"]);
const ATTEMPTS = 3;

/**
 * Runs `work` in one transaction, again (3 times at most) when Postgres undid it for a reason that passes.
 * `work` must therefore have no effect outside the database; effects are jobs enqueued with the same `tx`.
 */
export async function inTransaction<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  // Part of something larger: whoever opened that transaction decides what becomes of it.
  if (db instanceof Transaction) return work(db);
  return again(() => db.transaction().execute(work));
}

async function again<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt >= ATTEMPTS || !isDatabaseError(error, TRANSIENT)) throw error;
    }
  }
}

/** As {@link inTransaction}; all that `work` reads is of one moment, whatever is written meanwhile. */
export function inSnapshot<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return again(() => db.transaction().setIsolationLevel("repeatable read").execute(work));
}

function isDatabaseError(error: unknown, codes: ReadonlySet<string>): boolean {
  return error instanceof pg.DatabaseError && error.code !== undefined && codes.has(error.code);
}

/** Ends what this transaction does from now on when it takes too long, see {@link isTimeUp}. */
export async function boundTransaction(tx: Tx): Promise<void> {
  await sql.raw(BOUNDS).execute(tx);
}

/** 55P03 lock_not_available, 57014 query_canceled. */
const TIME_UP = new Set(["55P03", "57014"]);

/** Whether a lock was not had, or a statement not done, within the bounds of its transaction. */
export const isTimeUp = (error: unknown): boolean => isDatabaseError(error, TIME_UP);

/** Whether Postgres refused the data itself: class 22 (not a value of the type) or 23 (a constraint). */
export function isRefusedData(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? "");
}

/** Whether a unique key or a check of this name refused the row. */
export function isRefusedBy(error: unknown, constraint: string): boolean {
  return error instanceof pg.DatabaseError && isRefusedData(error) && error.constraint === constraint;
}
