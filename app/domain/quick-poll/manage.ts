import { PortalError } from "#app/domain/errors.ts";
import type { Database } from "#db/client.ts";
import { countQuestions, insertQuestion, lockOpenPoll, updateOpenPoll } from "#db/queries/quick-polls.ts";
import { inTransaction } from "#db/transaction.ts";
import { choicesOf } from "./make-quick-poll.ts";
import type { QuickPoll } from "./read-quick-poll.ts";
import { MOST_QUESTIONS } from "./schema.ts";

/** What the maker of a poll does with it while it is open. Nobody else may; not even moderators speak in its name. */

/** @throws PortalError "not-permitted" */
export function requireMaker({ makerId }: Pick<QuickPoll, "makerId">, personId: number): void {
  if (makerId !== personId) throw new PortalError("not-permitted");
}

interface Act {
  poll: Pick<QuickPoll, "id">;
  makerId: number;
  now: Date;
}

/**
 * Changes what stands around the question. A notice is one text, the latest; empty takes it away.
 *
 * @throws PortalError "quick-poll-closed"
 */
export async function changePoll(
  db: Database,
  { poll, makerId, now }: Act,
  change: { notice: string } | { chat: boolean } | { closesAt: Date },
): Promise<void> {
  const row =
    "notice" in change
      ? { notice: change.notice === "" ? null : change.notice }
      : "chat" in change
        ? { chat: change.chat }
        : { closes_at: change.closesAt };
  const changed = await updateOpenPoll(db, { id: poll.id, makerId, now }, row);
  if (!changed) throw new PortalError("quick-poll-closed");
}

/**
 * Asks another of the poll's questions: from here on votes are taken on that one alone. Votes on the one before stay, and
 * it can be gone back to.
 *
 * @throws PortalError "quick-poll-closed", "invalid-input" when there is no such question
 */
export function moveTo(db: Database, { poll, makerId, now }: Act, question: number): Promise<void> {
  return inTransaction(db, async (tx) => {
    if (!(await lockOpenPoll(tx, poll.id, makerId, now))) throw new PortalError("quick-poll-closed");
    if (!Number.isInteger(question) || question < 1 || question > (await countQuestions(tx, poll.id)))
      throw new PortalError("invalid-input", { faults: [{ field: "question", code: "unknown-choice" }] });
    await updateOpenPoll(tx, { id: poll.id, makerId, now }, { question });
  });
}

/**
 * Adds a question behind the others. The lock lets two that are added at once have a place each.
 *
 * @throws PortalError "quick-poll-closed", "questions-full"
 */
export function addQuestion(
  db: Database,
  { poll, makerId, now }: Act,
  { question, choices }: { question: string; choices: readonly string[] },
): Promise<void> {
  return inTransaction(db, async (tx) => {
    if (!(await lockOpenPoll(tx, poll.id, makerId, now))) throw new PortalError("quick-poll-closed");
    const position = (await countQuestions(tx, poll.id)) + 1;
    if (position > MOST_QUESTIONS) throw new PortalError("questions-full");
    await insertQuestion(
      tx,
      { poll_id: poll.id, position, title: question },
      choicesOf(poll.id, position, choices),
    );
  });
}
