import { PortalError } from "#app/domain/errors.ts";
import { may, type Viewer } from "#app/domain/person/permissions.ts";
import type { Database, Queryable } from "#db/client.ts";
import { hasMessage, insertReport, listReported, settleReports } from "#db/queries/quick-messages.ts";
import { hidePoll } from "#db/queries/quick-polls.ts";
import type { HideReason } from "#db/tables/quick-poll.ts";
import { inTransaction } from "#db/transaction.ts";
import type { QuickPoll } from "./read-quick-poll.ts";

/** Reports of polls and of messages in their chats, and what moderators do about them. */

const SHOWN = 100;

/**
 * Reports a poll, or one of its messages, to the moderators. Each person once: again changes nothing.
 *
 * @throws PortalError "not-found" for a message that the poll does not have
 */
export async function report(
  db: Database,
  { id: pollId }: Pick<QuickPoll, "id">,
  personId: number,
  { messageId, reason, note }: { messageId: number | null; reason: HideReason; note: string },
  now: Date,
): Promise<void> {
  if (messageId !== null && !(await hasMessage(db, pollId, messageId))) throw new PortalError("not-found");
  await insertReport(db, {
    poll_id: pollId,
    message_id: messageId,
    person_id: personId,
    reason,
    note: note === "" ? null : note,
    created_at: now,
  });
}

/** What waits for the moderators, oldest first. */
export async function readReported(db: Queryable, spaceId: number) {
  const rows = await listReported(db, spaceId, SHOWN);
  return rows.map(({ poll_id: _, message_id, since, ...row }) => ({
    ...row,
    messageId: message_id,
    since: since.toISOString(),
  }));
}

/**
 * Hides a poll from everybody: its question, its answers and its chat. It takes no more votes.
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
  await inTransaction(db, async (tx) => {
    await hidePoll(tx, { id, by: viewer.personId, reason, now });
    await settleReports(tx, id, "all", now);
  });
}

/**
 * Nothing is wrong with what was reported.
 *
 * @throws PortalError "not-permitted"
 */
export async function dismissReports(
  db: Database,
  spaceId: number,
  { id }: Pick<QuickPoll, "id">,
  viewer: Viewer,
  messageId: number | null,
  now: Date,
): Promise<void> {
  requireModerator(viewer, spaceId);
  await settleReports(db, id, messageId, now);
}

function requireModerator(viewer: Viewer, spaceId: number): void {
  if (!may(viewer, "quick-poll.moderate", { space: spaceId })) throw new PortalError("not-permitted");
}
