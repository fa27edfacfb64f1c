import { PortalError } from "#app/domain/errors.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { may, type Viewer } from "#app/domain/person/permissions.ts";
import type { Database } from "#db/client.ts";
import { isOfSpace } from "#db/queries/matters.ts";
import { markHidden } from "#db/queries/statements.ts";
import type { HidingReason } from "#db/tables/opinion-map.ts";
import { inTransaction } from "#db/transaction.ts";
import { hiddenLine } from "./lines.ts";

/**
 * Takes a statement's text off the page; that there was one, and why it is not shown, stays where it was. The next map
 * is made without it.
 *
 * @throws PortalError "not-permitted", "not-found"; "changed-meanwhile" when it does not stand any more
 */
export async function hideStatement(
  db: Database,
  viewer: Viewer,
  spaceId: number,
  statement: { matterId: number; id: number },
  reason: HidingReason,
  now: Date,
): Promise<void> {
  if (!may(viewer, "statement.hide", { space: spaceId })) throw new PortalError("not-permitted");
  await inTransaction(db, async (tx) => {
    const { matterId, id } = statement;
    if (!(await isOfSpace(tx, spaceId, matterId))) throw new PortalError("not-found");
    if (!(await markHidden(tx, statement, reason, now))) throw new PortalError("changed-meanwhile");
    await appendToLedger(tx, [{ spaceId, matterId, at: now, ...hiddenLine(id, reason) }]);
  });
}
