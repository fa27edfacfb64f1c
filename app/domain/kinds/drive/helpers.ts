import { createHash, randomBytes } from "node:crypto";
import { PortalError } from "#app/domain/errors.ts";
import type { Database, Queryable } from "#db/client.ts";
import {
  changeApplication,
  deleteHelper,
  findApplication,
  findInvitation,
  insertHelper,
} from "#db/queries/applications.ts";
import type { ApplicationState, HelperRole } from "#db/tables/application.ts";
import { inTransaction } from "#db/transaction.ts";

const OPEN = ["draft", "submitted", "correction", "certified"] as const satisfies ApplicationState[];

const hashOf = (token: string) => createHash("sha256").update(token).digest();

/** Before the certificate people join as representatives, after it the representative may only depute collectors. */
const roleAt = (state: ApplicationState): HelperRole =>
  state === "certified" ? "deputy" : "co-representative";

/**
 * A new invitation; the one before it ends. Only its hash is kept, so it can be shown this once.
 *
 * @throws PortalError "changed-meanwhile" when nobody can join any more
 */
export async function inviteHelpers(
  db: Database,
  spaceId: number,
  id: number,
  personId: number,
): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  if (!(await changeApplication(db, spaceId, id, OPEN, { invite_hash: hashOf(token) }, personId)))
    throw new PortalError("changed-meanwhile");
  return token;
}

export async function endInvitation(
  db: Database,
  spaceId: number,
  id: number,
  personId: number,
): Promise<void> {
  if (!(await changeApplication(db, spaceId, id, OPEN, { invite_hash: null }, personId)))
    throw new PortalError("changed-meanwhile");
}

/** @throws PortalError "not-found" for an invitation that does not hold (any more) */
export async function readInvitation(
  db: Queryable,
  spaceId: number,
  id: number,
  token: string,
  personId: number,
) {
  const application = await findInvitation(db, spaceId, id, hashOf(token));
  if (!application) throw new PortalError("not-found");
  return {
    id: application.id,
    title: application.title,
    kind: application.definition.name,
    representative: application.public_name,
    role: roleAt(application.state),
    isOwn: application.person_id === personId,
  };
}

/**
 * Joins as co-representative or deputy; a second time changes nothing.
 *
 * @throws PortalError "not-found" for an invitation that does not hold, also for the representative's own
 */
export function joinApplication(
  db: Database,
  spaceId: number,
  id: number,
  token: string,
  personId: number,
  now: Date,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const inviteHash = hashOf(token);
    const application = await findInvitation(tx, spaceId, id, inviteHash);
    const joined =
      application &&
      (await insertHelper(tx, { applicationId: id, inviteHash }, personId, roleAt(application.state), now));
    if (!joined) throw new PortalError("not-found");
  });
}

/**
 * A helper goes, by themselves or because the representative says so.
 *
 * @throws PortalError "not-found", "not-permitted"
 */
export async function removeHelper(
  db: Database,
  spaceId: number,
  id: number,
  helperId: number,
  personId: number,
): Promise<void> {
  const application = await findApplication(db, spaceId, id);
  if (!application) throw new PortalError("not-found");
  if (helperId !== personId && application.person_id !== personId) throw new PortalError("not-permitted");
  await deleteHelper(db, id, helperId);
}
