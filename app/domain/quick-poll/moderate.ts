import { PortalError } from "#app/domain/errors.ts";
import { may, type Viewer } from "#app/domain/person/permissions.ts";
import { reportThing } from "#app/domain/report/report.ts";
import type { ReportInput } from "#app/domain/report/schema.ts";
import { settle } from "#app/domain/report/settle.ts";
import type { Database } from "#db/client.ts";
import { hasMessage, showMessage } from "#db/queries/quick-messages.ts";
import { hidePoll, showPoll } from "#db/queries/quick-polls.ts";
import { listReportedMessages, lockModeratedOfPoll } from "#db/queries/reports.ts";
import type { HideReason } from "#db/tables/quick-poll.ts";
import type { ShowReason } from "#db/tables/report.ts";
import { inTransaction } from "#db/transaction.ts";
import type { QuickPoll } from "./read-quick-poll.ts";

/** Reports of polls and of messages in their chats, and hiding a poll from everybody. */

/**
 * Reports a poll, or one of its messages, to the moderators.
 *
 * @throws PortalError "not-found" for a message that the poll does not have, or that is hidden
 */
export async function reportQuick(
  db: Database,
  reporting: { spaceId: number; personId: number; now: Date },
  { id: pollId }: Pick<QuickPoll, "id">,
  messageId: number | null,
  input: ReportInput,
): Promise<void> {
  if (messageId !== null && !(await hasMessage(db, pollId, messageId))) throw new PortalError("not-found");
  const thing =
    messageId === null
      ? ({ subject: "quick-poll", id: pollId } as const)
      : ({ subject: "message", id: messageId } as const);
  await reportThing(db, reporting, thing, input);
}

/**
 * Hides a poll from everybody: its question, its answers and its chat. It takes no more votes. What is reported of its
 * messages is answered too: they are hidden with it.
 *
 * @throws PortalError "not-permitted"
 */
export async function hideWhole(
  db: Database,
  spaceId: number,
  { id }: Pick<QuickPoll, "id">,
  viewer: Viewer,
  reason: HideReason,
  now: Date,
): Promise<void> {
  requireModerator(viewer, spaceId);
  const by = viewer.personId;
  await inTransaction(db, async (tx) => {
    if (!(await hidePoll(tx, { id, by, reason, now }))) return;
    await lockModeratedOfPoll(tx, id);
    const decision = { act: "hidden", reason, by, now } as const;
    await settle(tx, spaceId, { subject: "quick-poll", id }, decision);
    for (const message of await listReportedMessages(tx, id))
      await settle(tx, spaceId, { subject: "message", id: message }, decision);
  });
}

/**
 * Shows a poll, or a message of one, that was hidden.
 *
 * @throws PortalError "not-permitted"; "changed-meanwhile" when it is not hidden
 */
export async function showQuick(
  db: Database,
  spaceId: number,
  thing: { subject: "quick-poll" | "message"; id: number },
  viewer: Viewer,
  reason: ShowReason,
  now: Date,
): Promise<void> {
  requireModerator(viewer, spaceId);
  await inTransaction(db, async (tx) => {
    const show = thing.subject === "message" ? showMessage : showPoll;
    if (!(await show(tx, thing.id))) throw new PortalError("changed-meanwhile");
    await settle(tx, spaceId, thing, { act: "shown", reason, by: viewer.personId, now });
  });
}

function requireModerator(viewer: Viewer, spaceId: number): void {
  if (!may(viewer, "quick-poll.moderate", { space: spaceId })) throw new PortalError("not-permitted");
}
