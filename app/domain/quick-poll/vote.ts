import { PortalError } from "#app/domain/errors.ts";
import type { Devices } from "#app/platform/devices.ts";
import type { Queryable } from "#db/client.ts";
import { findQuestionOf, upsertVote } from "#db/queries/quick-votes.ts";
import type { QuickBoards } from "./boards.ts";
import { findPoll } from "./read-quick-poll.ts";
import { CHOICES, MOST_QUESTIONS } from "./schema.ts";

export interface VotingServices {
  db: Queryable;
  devices: Devices;
  quickBoards: Pick<QuickBoards, "changed">;
}

export interface DeviceVote {
  choice: number;
  device: string;
  /** Where it comes from, for seeing that many come from there. */
  address: string;
}

/**
 * A device votes on the question that is asked now, or changes its vote. An answer means that it is durable.
 *
 * @returns whether it is the device's first vote on it
 * @throws PortalError "not-found"; "quick-poll-closed"; "question-over" for a choice of another question;
 *   "invalid-input" for one that the poll does not have
 */
export async function vote(
  { db, devices, quickBoards }: VotingServices,
  spaceId: number,
  name: string,
  { choice, device, address }: DeviceVote,
  now: Date,
): Promise<{ pollId: number; question: number; first: boolean }> {
  const { id, open, salt } = await findPoll(db, spaceId, name, now);
  if (!open || !salt) throw new PortalError("quick-poll-closed");
  // More than any poll has, and than its column holds.
  if (!Number.isInteger(choice) || choice < 1 || choice > CHOICES.max * MOST_QUESTIONS) throw unknownChoice();
  const stored = await upsertVote(db, {
    pollId: id,
    choice,
    device: devices.hash(salt, "device", device),
    address: devices.hash(salt, "address", address),
    now,
  });
  if (!stored) {
    if ((await findQuestionOf(db, id, choice)) === undefined) throw unknownChoice();
    const { open: still } = await findPoll(db, spaceId, name, now);
    throw new PortalError(still ? "question-over" : "quick-poll-closed");
  }
  quickBoards.changed(id);
  return { pollId: id, question: stored.question, first: stored.sent === 1 };
}

const unknownChoice = () =>
  new PortalError("invalid-input", { faults: [{ field: "choice", code: "unknown-choice" }] });
