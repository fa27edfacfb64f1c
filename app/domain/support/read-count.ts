import type { Queryable } from "#db/client.ts";
import { findCount } from "#db/queries/supports.ts";

/** How many stand behind a matter now; 0 for one that is not there. */
export async function readCount(db: Queryable, matterId: number): Promise<number> {
  const found = await findCount(db, matterId);
  return found?.support_count ?? 0;
}
