import { PortalError } from "#app/domain/errors.ts";
import type { Tx } from "#db/client.ts";
import { findDriveRole } from "#db/queries/drive-lists.ts";

/**
 * Who leads a drive or helps with it does not decide about it, whatever post they hold.
 *
 * @throws PortalError "not-permitted"
 */
export async function requireNotLeading(tx: Tx, matterId: number, personId: number): Promise<void> {
  if ((await findDriveRole(tx, matterId, personId)) !== null) throw new PortalError("not-permitted");
}
