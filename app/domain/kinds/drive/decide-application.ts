import { PortalError } from "#app/domain/errors.ts";
import type { Database, Tx } from "#db/client.ts";
import {
  changeApplication,
  findApplication,
  listHelpers,
  lockApplication,
} from "#db/queries/applications.ts";
import { inTransaction } from "#db/transaction.ts";
import { faultsOf } from "./application.ts";
import { NO_INVITATION } from "./helpers.ts";
import { requirePost } from "./lock-for-clerk.ts";
import { type StartOptions, startDrive } from "./start-drive.ts";
import { tellDecision } from "./tell-decision.ts";

/**
 * The clerk certifies an application: from this moment signatures are collected.
 *
 * @param seen when it was handed in, of what the clerk had before them; undefined: they do not say
 * @returns the drive's id
 * @throws PortalError "not-found", "changed-meanwhile" when it no longer waits, or was handed in anew, "not-permitted" for the clerk's own application, or
 *   without the post
 */
export function certifyApplication(
  db: Database,
  spaceId: number,
  id: number,
  clerkId: number,
  now: Date,
  options: StartOptions,
  seen?: string,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const application = await lockSubmitted(tx, spaceId, id, seen);
    await requireOther(tx, application, { spaceId, clerkId, at: now });
    const faults = faultsOf(application);
    if (faults.length > 0) throw new PortalError("invalid-input", { faults });
    return startDrive(tx, application, clerkId, now, options);
  });
}

async function lockSubmitted(tx: Tx, spaceId: number, id: number, seen: string | undefined) {
  const application = await lockApplication(tx, spaceId, id, ["submitted"]);
  // Sent back by another clerk and handed in anew, it is another text than the one that is decided on here.
  const isSeen = seen === undefined || application?.submitted_at?.toISOString() === seen;
  if (application && isSeen) return application;
  throw new PortalError((await findApplication(tx, spaceId, id)) ? "changed-meanwhile" : "not-found");
}

/**
 * Sends an application back to be corrected, or refuses it for good; with reasons, which its representative is told.
 *
 * @param seen as with {@link certifyApplication}
 * @throws PortalError "not-found", "changed-meanwhile" when it no longer waits, or was handed in anew, "not-permitted" for the clerk's own application, or
 *   without the post
 */
export function answerApplication(
  db: Database,
  spaceId: number,
  id: number,
  clerkId: number,
  answer: "correction" | "refused",
  note: string,
  now: Date,
  home: string,
  seen?: string,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const application = await lockSubmitted(tx, spaceId, id, seen);
    await requireOther(tx, application, { spaceId, clerkId, at: now });
    const change = {
      state: answer,
      clerk_note: note,
      decided_at: now,
      decided_by: clerkId,
      updated_at: now,
      ...(answer === "refused" && NO_INVITATION),
    };
    if (!(await changeApplication(tx, spaceId, id, ["submitted"], change)))
      throw new PortalError("changed-meanwhile");
    await tellDecision(tx, application, { kind: answer, note }, home, now);
  });
}

/** Who applied, or stands beside them, does not decide; nor who holds no post any more. */
async function requireOther(
  tx: Tx,
  { id, person_id }: { id: number; person_id: number },
  by: Parameters<typeof requirePost>[1],
) {
  await requirePost(tx, by, "drive.certify");
  const { clerkId } = by;
  const helpers = await listHelpers(tx, id);
  if (person_id === clerkId || helpers.some((helper) => helper.id === clerkId))
    throw new PortalError("not-permitted");
}
