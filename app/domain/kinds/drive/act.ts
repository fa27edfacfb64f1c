import { PortalError } from "#app/domain/errors.ts";
import type { Tx } from "#db/client.ts";
import { moveDrive } from "#db/queries/drives.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import { ACTS, type Act, type ActOfProcedure, type Actor } from "./procedure.ts";

/**
 * Does one act of the procedure: a conditional UPDATE of the drive's state with what else changes in its row. Search
 * hears of it.
 *
 * @throws PortalError "not-permitted" when it is not that actor's to do; "changed-meanwhile" when the drive does not
 *   stand where the act begins
 */
export async function perform(
  tx: Tx,
  matterId: number,
  name: Act,
  actor: Actor,
  change: Parameters<typeof moveDrive>[4] = {},
): Promise<void> {
  const { from, to, by }: ActOfProcedure = ACTS[name];
  if (!by.includes(actor)) throw new PortalError("not-permitted");
  if (!(await moveDrive(tx, matterId, from, to, change))) throw new PortalError("changed-meanwhile");
  await noteSearchChanges(tx, [{ kind: "drive", id: matterId }]);
}
