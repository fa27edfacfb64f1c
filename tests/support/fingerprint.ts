import type pg from "pg";

const BY_THE_CLOCK = new Set([
  ...["checkpoint", "cosignature", "witness_state"],
  ...["participation_counted", "participation_waiting", "participation_day"],
]);

/**
 * What the database holds, as a line a table: how many rows, and a digest of all that stands in them. Equal before
 * and after means that nothing was written, changed or removed. Of sessions only the number counts: reading moves
 * their end. Of the search index its counts do not: a job brings them up to the matters' own each minute. Nor do signed
 * heads, what witnesses say, and how much districts took part: jobs make them by the clock.
 */
export async function fingerprint(pool: pg.Pool): Promise<Record<string, string>> {
  const tables = await pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1",
  );
  const lines = tables.rows
    .filter(({ name }) => !BY_THE_CLOCK.has(name))
    .map(async ({ name }): Promise<[string, string]> => {
      const row =
        name === "search_document" ? "(to_jsonb(t) - array['support_count', 'version'])::text" : "t::text";
      const content =
        name === "session" ? "''" : `md5(coalesce(string_agg(md5(${row}), '' order by md5(${row})), ''))`;
      const { rows } = await pool.query<{ line: string }>(
        `select count(*) || ' ' || ${content} as line from "${name}" t`,
      );
      return [name, rows[0]?.line ?? ""];
    });
  return Object.fromEntries(await Promise.all(lines));
}

/** The same, once the jobs that earlier acts left have been done. */
export async function settledFingerprint(pool: pg.Pool): Promise<Record<string, string>> {
  const until = Date.now() + 120_000;
  while (Date.now() < until) {
    const { rows } = await pool.query<{ left: number }>(
      "select count(*)::int as left from graphile_worker.jobs where run_at <= now()",
    );
    if (rows[0]?.left === 0) return fingerprint(pool);
    await new Promise((wait) => setTimeout(wait, 100));
  }
  throw new Error("The jobs were not done in two minutes.");
}
