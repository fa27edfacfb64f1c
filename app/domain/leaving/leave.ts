import { PortalError } from "#app/domain/errors.ts";
import { maskName } from "#app/domain/person/sign-in.ts";
import { endSessionsOf } from "#app/domain/person/sign-out.ts";
import type { SupportWriter } from "#app/domain/support/support-writer.ts";
import type { Database, Queryable } from "#db/client.ts";
import { withdrawCommentsOf } from "#db/queries/comments.ts";
import { forgetDeclinesOf } from "#db/queries/draws.ts";
import {
  countOwn,
  deleteOwn,
  forgetIdentities,
  leadsDrive,
  listOpenSupports,
  lockApplicationsOf,
  makeAnonymous,
} from "#db/queries/leaving.ts";
import { listPosts } from "#db/queries/posts.ts";
import { closePollsOf } from "#db/queries/quick-polls.ts";
import { deleteReportsOf } from "#db/queries/reports.ts";
import { lockPerson } from "#db/queries/saved-searches.ts";
import type { MatterKind } from "#db/tables/matter.ts";
import { inTransaction } from "#db/transaction.ts";

/**
 * Leaving. What is a person's alone is deleted; what they stand behind and can still be taken back is taken back, as if
 * they had pressed the button themselves; what counted and is over stays, of nobody. So counts stay true: nobody counts
 * twice by leaving and coming back, and no number that was reached is undone.
 */

/** What stands against leaving now. */
export type LeavingObstacle = "holds-post" | "leads-drive";

export interface LeavingServices {
  db: Database;
  supports: Pick<SupportWriter, "submit">;
  /** The kinds whose supports are taken back: of the others something that was said stands beside them. */
  takenBack: readonly MatterKind[];
}

const BATCH = 100;
const NOBODY = maskName("");

/** What leaving would do, to be said before it is done. */
export async function readLeaving(
  { db, takenBack }: Pick<LeavingServices, "db" | "takenBack">,
  personId: number,
  now: Date,
) {
  const [counts, obstacles] = await Promise.all([
    countOwn(db, personId, takenBack, now),
    obstaclesOf(db, personId, now),
  ]);
  const { taken_back, quick_polls, ...rest } = counts;
  return { ...rest, takenBack: taken_back, quickPolls: quick_polls, obstacles };
}

async function obstaclesOf(db: Queryable, personId: number, now: Date): Promise<LeavingObstacle[]> {
  const [posts, leads] = await Promise.all([listPosts(db, personId, now), leadsDrive(db, personId)]);
  return [...(posts.length > 0 ? ["holds-post" as const] : []), ...(leads ? ["leads-drive" as const] : [])];
}

/**
 * Killed anywhere, what was taken back is taken back and the rest is as it was: it can be done again.
 *
 * @returns the sessions that ended, for the processes that remember them
 * @throws PortalError "not-ready" when something stands against it
 */
export async function leave(
  { db, supports, takenBack }: LeavingServices,
  personId: number,
  now: Date,
): Promise<string[]> {
  await requireFree(db, personId, now);
  for (let after = 0; ; ) {
    const rows = await listOpenSupports(db, personId, takenBack, after, BATCH);
    // What cannot be taken back any more is refused, and stays.
    await Promise.all(
      rows.map(({ matter_id, space_id, kind }) =>
        supports.submit({
          spaceId: space_id,
          matterId: matter_id,
          personId,
          kind,
          change: "remove",
          at: now,
        }),
      ),
    );
    const last = rows.at(-1);
    if (!last) break;
    after = last.matter_id;
  }
  return inTransaction(db, async (tx) => {
    // Applications first, as certifying does: nobody leaves while they come to lead a drive.
    await lockApplicationsOf(tx, personId);
    await lockPerson(tx, personId);
    await requireFree(tx, personId, now);
    const sessions = await endSessionsOf(tx, personId);
    await deleteOwn(tx, personId, now);
    await closePollsOf(tx, personId, now);
    await withdrawCommentsOf(tx, personId, now);
    await deleteReportsOf(tx, personId);
    await forgetDeclinesOf(tx, personId);
    await makeAnonymous(tx, personId, NOBODY, now);
    await forgetIdentities(tx, 1, personId);
    return sessions;
  });
}

async function requireFree(db: Queryable, personId: number, now: Date): Promise<void> {
  if ((await obstaclesOf(db, personId, now)).length > 0) throw new PortalError("not-ready");
}
