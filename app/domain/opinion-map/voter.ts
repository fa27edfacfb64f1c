import { PortalError } from "#app/domain/errors.ts";
import type { Queryable } from "#db/client.ts";
import { findForVoter } from "#db/queries/statements.ts";

/**
 * Whether somebody may say something on a matter now, as whoever supports it may.
 *
 * @throws PortalError "not-found", "not-yet-open", "matter-not-open", "not-on-roll"
 */
export async function requireVoter(
  db: Queryable,
  spaceId: number,
  matterId: number,
  personId: number,
  now: Date,
): Promise<void> {
  const matter = await findForVoter(db, spaceId, matterId, personId);
  if (!matter) throw new PortalError("not-found");
  if (matter.state !== "open" || matter.closes_at < now) throw new PortalError("matter-not-open");
  if (matter.opens_at > now) throw new PortalError("not-yet-open");
  if (!matter.on_roll) throw new PortalError("not-on-roll");
}
