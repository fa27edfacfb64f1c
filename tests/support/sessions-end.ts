import type pg from "pg";
import { expect } from "vitest";

/**
 * Waits until Postgres is done with a process that was killed: the process is dead at once, what it had sent to commit is
 * not.
 *
 * @param application what its connections call themselves (`application_name`)
 */
export async function sessionsEnd(pool: Pick<pg.Pool, "query">, application: string): Promise<void> {
  const open = async () => {
    const { rowCount } = await pool.query(
      "select from pg_stat_activity where application_name = $1 and datname = current_database()",
      [application],
    );
    return rowCount;
  };
  await expect.poll(open, { timeout: 60_000 }).toBe(0);
}
