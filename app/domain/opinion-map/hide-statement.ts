import { PortalError } from "#app/domain/errors.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { may, type Viewer } from "#app/domain/person/permissions.ts";
import { settle } from "#app/domain/report/settle.ts";
import type { Database } from "#db/client.ts";
import { isOfSpace } from "#db/queries/matters.ts";
import { countStatements, lockStatements, markHidden, markShown } from "#db/queries/statements.ts";
import type { HidingReason } from "#db/tables/opinion-map.ts";
import type { ShowReason } from "#db/tables/report.ts";
import { inTransaction } from "#db/transaction.ts";
import { MOST_STATEMENTS } from "./bounds.ts";
import { hiddenLine, shownLine } from "./lines.ts";

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
    const decision = { act: "hidden", reason, by: viewer.personId, now } as const;
    await settle(tx, spaceId, { subject: "statement", id }, decision);
    await appendToLedger(tx, [{ spaceId, matterId, at: now, ...hiddenLine(id, reason) }]);
  });
}

/**
 * Puts a statement's text that was hidden back where it was; that it was hidden, and why it is shown again, stays on
 * record. The next map is made with it, and with what was voted on it before.
 *
 * @throws PortalError "not-permitted"; "changed-meanwhile" when it is not hidden; "statements-full"
 */
export async function showStatement(
  db: Database,
  viewer: Viewer,
  spaceId: number,
  id: number,
  reason: ShowReason,
  now: Date,
): Promise<void> {
  if (!may(viewer, "statement.hide", { space: spaceId })) throw new PortalError("not-permitted");
  const by = viewer.personId;
  await inTransaction(db, async (tx) => {
    const matterId = await markShown(tx, spaceId, id);
    if (matterId === undefined) throw new PortalError("changed-meanwhile");
    await lockStatements(tx, matterId);
    if ((await countStatements(tx, matterId, by)).standing > MOST_STATEMENTS)
      throw new PortalError("statements-full");
    await settle(tx, spaceId, { subject: "statement", id }, { act: "shown", reason, by, now });
    await appendToLedger(tx, [{ spaceId, matterId, at: now, ...shownLine(id, reason) }]);
  });
}
