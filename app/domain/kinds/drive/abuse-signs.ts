import type { Queryable } from "#db/client.ts";
import { markAbuseSignSeen } from "#db/queries/abuse-signs.ts";

/** The clerk has looked at a sign; it comes back when it grows. A sign of another drive or space stays as it is. */
export async function dismissAbuseSign(
  db: Queryable,
  sign: { spaceId: number; matterId: number; id: number },
  now: Date,
): Promise<void> {
  await markAbuseSignSeen(db, sign, now);
}
