import type { Queryable } from "#db/client.ts";
import { type listAbuseSigns, markAbuseSignSeen } from "#db/queries/abuse-signs.ts";

/** The clerk has looked at a sign; it comes back when it grows. A sign of another drive or space stays as it is. */
export async function dismissAbuseSign(
  db: Queryable,
  sign: { spaceId: number; matterId: number; id: number },
  now: Date,
): Promise<void> {
  await markAbuseSignSeen(db, sign, now);
}

type Sign = Awaited<ReturnType<typeof listAbuseSigns>>[number];

/** A sign as the desk shows it, with the title of its drive. */
export function abuseSignOf(sign: Sign & { title: string }) {
  return {
    id: sign.id,
    driveId: sign.matter_id,
    title: sign.title,
    kind: sign.kind,
    about: sign.about,
    times: sign.times,
    lastAt: sign.last_at.toISOString(),
    seenAt: sign.seen_at?.toISOString() ?? null,
  };
}

export type AbuseSign = ReturnType<typeof abuseSignOf>;
