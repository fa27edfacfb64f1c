import { findOwnBallot } from "#db/queries/ballots.ts";
import type { PollRow } from "#db/queries/polls.ts";
import type { Answers } from "./answers.ts";
import { ballotReceipt } from "./ballot-receipt.ts";
import { openBallot } from "./ballot-seal.ts";
import type { PollServices } from "./poll-services.ts";

export interface OwnBallot {
  takenPartAt: string;
  receipt: string;
  /** To be changed; null: it cannot be any more, or is an entry's of a roll, and then it is nobody's to read. */
  answers: Answers | null;
}

/** A person's own part in a poll; null: they have none. */
export async function readOwnBallot(
  { db, dataKeys, receiptKey }: Pick<PollServices, "db" | "dataKeys" | "receiptKey">,
  poll: PollRow,
  personId: number,
): Promise<OwnBallot | null> {
  const own = await findOwnBallot(db, poll.id, personId);
  if (!own) return null;
  const readable = poll.may_change && poll.counted_roll === 0 && own.sealed !== null;
  const key = readable ? await dataKeys.of(poll.data_key_id) : undefined;
  const place = { matterId: poll.id, holderId: own.holder_id, byRoll: false };
  return {
    takenPartAt: own.taken_part_at.toISOString(),
    receipt: ballotReceipt(receiptKey, poll.id, personId),
    answers: key && own.sealed ? openBallot(key, place, own.sealed) : null,
  };
}
