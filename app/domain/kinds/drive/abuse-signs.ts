import type { Database } from "#db/client.ts";
import { type listAbuseSigns, markAbuseSignSeen } from "#db/queries/abuse-signs.ts";
import { inTransaction } from "#db/transaction.ts";
import { type ByClerk, lockForClerk } from "./lock-for-clerk.ts";

/**
 * The clerk has looked at a sign; it comes back when it grows. A sign of another drive stays as it is.
 *
 * @throws as {@link lockForClerk}
 */
export function dismissAbuseSign(db: Database, { id, ...by }: ByClerk & { id: number }): Promise<void> {
  return inTransaction(db, async (tx) => {
    const { drive } = await lockForClerk(tx, by, "drive.decide");
    await markAbuseSignSeen(tx, { spaceId: by.spaceId, matterId: drive.matter_id, id }, by.at);
  });
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
