import { PortalError } from "#app/domain/errors.ts";
import { may, type Viewer } from "#app/domain/person/permissions.ts";
import { settle } from "#app/domain/report/settle.ts";
import { submitOnce } from "#app/domain/submit-once.ts";
import type { Database, Queryable } from "#db/client.ts";
import { hideMessage, insertMessage, listMessages } from "#db/queries/quick-messages.ts";
import type { HideReason } from "#db/tables/quick-poll.ts";
import { inTransaction } from "#db/transaction.ts";
import type { QuickPoll } from "./read-quick-poll.ts";

/** The chat of those who came to a poll: people who signed in, by their masked names. Off until its maker allows it. */

export interface Message {
  id: number;
  /** Masked: 김○○. */
  author: string;
  isMaker: boolean;
  createdAt: string;
  /** Null of one that was hidden. */
  body: string | null;
  hiddenReason: HideReason | null;
}

export interface MessagePage {
  /** Newest first. */
  items: Message[];
  /** Of the next page; null: there is none. */
  next: string | null;
}

/** @throws PortalError "invalid-input" for a cursor that none of ours is */
export async function readMessages(
  db: Queryable,
  { id, makerId }: Pick<QuickPoll, "id" | "makerId">,
  cursor: string | null,
  size: number,
): Promise<MessagePage> {
  if (cursor !== null && !/^[1-9]\d{0,14}$/.test(cursor))
    throw new PortalError("invalid-input", { faults: [{ field: "cursor", code: "unknown-choice" }] });
  const rows = await listMessages(db, id, cursor === null ? null : Number(cursor), size + 1);
  const items = rows.slice(0, size).map((row) => ({
    id: row.id,
    author: row.public_name,
    isMaker: row.person_id === makerId,
    createdAt: row.created_at.toISOString(),
    body: row.hidden_reason === null ? row.body : null,
    hiddenReason: row.hidden_reason,
  }));
  return { items, next: rows.length > size ? String(items.at(-1)?.id) : null };
}

/**
 * Writes into the chat; the same by the same person within ten minutes is one.
 *
 * @throws PortalError "chat-closed"
 */
export async function writeMessage(
  db: Database,
  { id: pollId }: Pick<QuickPoll, "id">,
  personId: number,
  body: string,
  now: Date,
): Promise<void> {
  await inTransaction(db, (tx) =>
    submitOnce(tx, { personId, act: "quick-message", about: pollId, content: [body] }, now, async () => {
      const id = await insertMessage(tx, { pollId, personId, body, now });
      if (id === undefined) throw new PortalError("chat-closed");
      return id;
    }),
  );
}

/** Whether somebody may hide messages: who made the poll, and the space's moderators. */
export const mayHide = (viewer: Viewer | null, spaceId: number, { makerId }: Pick<QuickPoll, "makerId">) =>
  viewer !== null && (viewer.personId === makerId || may(viewer, "quick-poll.moderate", { space: spaceId }));

/**
 * Hides a message; that there was one, and why it is hidden, stays to be seen. One that is hidden stays as it is.
 *
 * @throws PortalError "not-permitted"
 */
export async function hide(
  db: Database,
  spaceId: number,
  poll: Pick<QuickPoll, "id" | "makerId">,
  viewer: Viewer,
  { messageId, reason }: { messageId: number; reason: HideReason },
  now: Date,
): Promise<void> {
  if (!mayHide(viewer, spaceId, poll)) throw new PortalError("not-permitted");
  const by = viewer.personId;
  await inTransaction(db, async (tx) => {
    if (await hideMessage(tx, { pollId: poll.id, id: messageId, by, reason, now }))
      await settle(tx, spaceId, { subject: "message", id: messageId }, { act: "hidden", reason, by, now });
  });
}
