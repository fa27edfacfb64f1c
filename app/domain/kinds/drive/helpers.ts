import { createHash, randomBytes } from "node:crypto";
import { endOfPeriod } from "#app/domain/calendar/dates.ts";
import { PortalError } from "#app/domain/errors.ts";
import { openPersonalData } from "#app/domain/person/personal-data.ts";
import type { Seal } from "#app/platform/seal.ts";
import type { Database, Queryable } from "#db/client.ts";
import {
  type ApplicationRow,
  changeApplication,
  deleteHelper,
  findApplication,
  findInvitation,
  insertHelper,
} from "#db/queries/applications.ts";
import { findPerson } from "#db/queries/persons.ts";
import type { ApplicationState, HelperRole } from "#db/tables/application.ts";
import { inTransaction } from "#db/transaction.ts";
import { personIneligibilities } from "./eligibility.ts";

const OPEN = ["draft", "submitted", "correction", "certified"] as const satisfies ApplicationState[];

/** A link that is passed on is soon in many hands: who stands beside a drive is asked in person, and soon. */
const INVITATION = { days: 14, uses: 20 };
export const NO_INVITATION = { invite_hash: null, invite_until: null, invite_uses_left: null };

const hashOf = (token: string) => createHash("sha256").update(token).digest();

/** Before the certificate people join as representatives, after it the representative may only depute collectors. */
const roleAt = (state: ApplicationState): HelperRole =>
  state === "certified" ? "deputy" : "co-representative";

/**
 * A new invitation, which ends by itself; the one before it ends now. Only its hash is kept, so it can be shown this once.
 *
 * @throws PortalError "changed-meanwhile" when nobody can join any more
 */
export async function inviteHelpers(
  db: Database,
  spaceId: number,
  id: number,
  personId: number,
  now: Date,
): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  const invitation = {
    invite_hash: hashOf(token),
    invite_until: endOfPeriod(now, { days: INVITATION.days }),
    invite_uses_left: INVITATION.uses,
  };
  if (!(await changeApplication(db, spaceId, id, OPEN, invitation, personId)))
    throw new PortalError("changed-meanwhile");
  return token;
}

export async function endInvitation(
  db: Database,
  spaceId: number,
  id: number,
  personId: number,
): Promise<void> {
  if (!(await changeApplication(db, spaceId, id, OPEN, NO_INVITATION, personId)))
    throw new PortalError("changed-meanwhile");
}

interface Joining {
  personId: number;
  seal: Pick<Seal, "open">;
  now: Date;
}

async function isEligible(
  db: Queryable,
  { definition }: Pick<ApplicationRow, "definition">,
  { personId, seal, now }: Joining,
): Promise<boolean> {
  const person = await findPerson(db, personId);
  if (!person) return false;
  const data = openPersonalData(seal, person);
  return personIneligibilities({ district: person.district, data }, definition.eligibility, now).length === 0;
}

/** @throws PortalError "not-found" for an invitation that does not hold (any more) */
export async function readInvitation(
  db: Queryable,
  spaceId: number,
  id: number,
  token: string,
  { personId, seal, now }: Joining,
) {
  const application = await findInvitation(db, spaceId, id, hashOf(token), now);
  if (!application) throw new PortalError("invitation-over");
  return {
    eligible: await isEligible(db, application, { personId, seal, now }),
    id: application.id,
    title: application.title,
    kind: application.definition.name,
    representative: application.public_name,
    role: roleAt(application.state),
    isOwn: application.person_id === personId,
  };
}

/**
 * Joins as co-representative or deputy; a second time changes nothing. Only who may sign the drive may lead it or collect
 * for it (Act on Residents' Ordinance Petitions, articles 2, 6 and 7).
 *
 * @throws PortalError "invitation-over" for an invitation that does not hold, also for the representative's own;
 *   "helper-not-eligible"
 */
export function joinApplication(
  db: Database,
  spaceId: number,
  id: number,
  token: string,
  { personId, seal, now }: Joining,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const inviteHash = hashOf(token);
    const application = await findInvitation(tx, spaceId, id, inviteHash, now);
    if (application && !(await isEligible(tx, application, { personId, seal, now })))
      throw new PortalError("helper-not-eligible");
    const joined =
      application &&
      (await insertHelper(tx, { applicationId: id, inviteHash }, personId, roleAt(application.state), now));
    if (!joined) throw new PortalError("invitation-over");
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
