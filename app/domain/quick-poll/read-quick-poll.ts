import { PortalError } from "#app/domain/errors.ts";
import type { Devices } from "#app/platform/devices.ts";
import type { Queryable } from "#db/client.ts";
import {
  type CountedQuestion,
  findNameByCode,
  findQuickPoll,
  listOwnQuickPolls,
  listQuestions,
} from "#db/queries/quick-polls.ts";
import { listVotesOfDevice } from "#db/queries/quick-votes.ts";
import type { HideReason } from "#db/tables/quick-poll.ts";
import { nameFault, tidyName } from "./name.ts";
import { type Board, readBoard } from "./read-board.ts";

/** A one-touch poll as it is found by its name. */
export interface QuickPoll {
  id: number;
  name: string;
  /** What is typed at a meeting; null: it has been over for long. */
  code: string | null;
  makerId: number;
  /** Masked, as others see it: 김○○. */
  makerName: string;
  createdAt: string;
  open: boolean;
  /** Why moderators hid it; null: they did not. */
  hiddenReason: HideReason | null;
  /** Part of the key of its devices' hashes; null: they are gone. */
  salt: Buffer | null;
}

/** @throws PortalError "not-found" */
export async function findPoll(db: Queryable, spaceId: number, name: string, now: Date): Promise<QuickPoll> {
  // What can be no name is nobody's.
  const found = nameFault(name) === undefined ? await findQuickPoll(db, spaceId, name) : undefined;
  if (!found) throw new PortalError("not-found");
  return {
    id: found.id,
    name: found.name,
    code: found.code,
    makerId: found.maker_id,
    makerName: found.public_name,
    createdAt: found.created_at.toISOString(),
    open: found.closes_at > now && found.hidden_reason === null,
    hiddenReason: found.hidden_reason,
    salt: found.salt,
  };
}

export interface QuickPollView {
  poll: QuickPoll;
  board: Board;
  /** All of its questions with their votes; none of one that is hidden. */
  questions: CountedQuestion[];
  /** What the device that asks voted, by question. */
  own: Record<number, number>;
}

/**
 * @param device of who asks, if they have one
 * @throws PortalError "not-found"
 */
export async function readQuickPoll(
  { db, devices }: { db: Queryable; devices: Devices },
  spaceId: number,
  name: string,
  device: string | undefined,
  now: Date,
): Promise<QuickPollView> {
  const poll = await findPoll(db, spaceId, name, now);
  const { id, salt } = poll;
  const [board, questions, votes] = await Promise.all([
    readBoard(db, id),
    poll.hiddenReason === null ? listQuestions(db, id) : [],
    device !== undefined && salt ? listVotesOfDevice(db, id, devices.hash(salt, "device", device)) : [],
  ]);
  if (!board) throw new PortalError("not-found");
  return {
    poll,
    board,
    questions,
    own: Object.fromEntries(votes.map(({ question, choice }) => [question, choice])),
  };
}

/** The name of the poll that a typed code, or a typed name, leads to; undefined: none. */
export async function nameOfTyped(
  db: Queryable,
  spaceId: number,
  typed: string,
  now: Date,
): Promise<string | undefined> {
  if (typed.length > 200) return undefined;
  const code = typed.replace(/[\s-]/g, "");
  if (/^\d{6}$/.test(code)) return findNameByCode(db, spaceId, code);
  const name = tidyName(typed);
  return findPoll(db, spaceId, name, now).then(
    (poll) => poll.name,
    () => undefined,
  );
}

/** A person's own polls in a space, newest first. */
export async function readOwnQuickPolls(
  db: Queryable,
  spaceId: number,
  personId: number,
  limit: number,
  now: Date,
) {
  const rows = await listOwnQuickPolls(db, spaceId, personId, limit);
  return rows.map(({ name, title, closes_at, votes }) => ({
    name,
    title,
    votes,
    closesAt: closes_at.toISOString(),
    open: closes_at > now,
  }));
}
