import type { Queryable } from "#db/client.ts";
import { markAbuseSignSeen } from "#db/queries/abuse-signs.ts";

/** The clerk has looked at a sign; it comes back when it grows. A sign of another drive stays as it is. */
export async function dismissAbuseSign(
  db: Queryable,
  { id, matterId }: { id: number; matterId: number },
  now: Date,
): Promise<void> {
  await markAbuseSignSeen(db, id, matterId, now);
}
