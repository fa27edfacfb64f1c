import { PortalError } from "#app/domain/errors.ts";
import type { Database } from "#db/client.ts";
import { upsertVotes } from "#db/queries/statements.ts";
import type { Vote } from "#db/tables/opinion-map.ts";
import { inTransaction } from "#db/transaction.ts";
import { requireVoter } from "./voter.ts";

/**
 * Says what somebody thinks of some statements of a matter; what they said of one before is replaced. No count moves:
 * the map is made anew when some people have voted (renew-maps.ts).
 *
 * @throws PortalError as `requireVoter`; "not-found" when one of them does not stand there
 */
export function vote(
  db: Database,
  spaceId: number,
  matterId: number,
  personId: number,
  votes: readonly { statement: number; vote: Vote }[],
  now: Date,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    await requireVoter(tx, spaceId, matterId, personId, now);
    const standing = await upsertVotes(tx, { matterId, personId }, votes);
    if (standing < votes.length) throw new PortalError("not-found");
  });
}
