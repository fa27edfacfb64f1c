import type { Portal } from "#app/portal.ts";
import { findExcessRights } from "#db/portal-rights.ts";

/** Says in one line when the portal's role may change what is kept for the record. It works all the same. */
export async function warnOfRights({ log, pool }: Pick<Portal, "log" | "pool">): Promise<void> {
  const { role, tables } = await findExcessRights(pool);
  if (tables.length > 0)
    log.warn(
      { role, tables },
      "the portal's database role may change what is kept for the record: set MIGRATION_DATABASE_URL (README, Postgres)",
    );
}
