import { DAY_MS } from "#app/domain/calendar/dates.ts";
import { PortalError } from "#app/domain/errors.ts";
import type { Queryable } from "#db/client.ts";
import { findOwnBallot } from "#db/queries/ballots.ts";
import { deleteReminder, findReminder, insertReminder } from "#db/queries/poll-reminders.ts";
import type { PollRow } from "#db/queries/polls.ts";
import { requireElector } from "./cast-ballot.ts";
import type { PollServices } from "./poll-services.ts";
import { pollStateAt } from "./poll-state.ts";

/** How long before its close somebody is reminded of a poll. */
const BEFORE_MS = 2 * DAY_MS;

/** When who asked is reminded of a poll: two days before it closes, of a short one when half of its time is over. */
export function remindAt({ opens_at, closes_at }: Pick<PollRow, "opens_at" | "closes_at">): Date {
  const half = (closes_at.getTime() - opens_at.getTime()) / 2;
  return new Date(closes_at.getTime() - Math.min(BEFORE_MS, half));
}

/** What a person asked to be told of a poll, and could. */
export interface Reminder {
  asked: boolean;
  /** When they would be reminded; null: it is too late for that. */
  at: string | null;
}

export async function readReminder(
  db: Queryable,
  poll: PollRow,
  personId: number,
  now: Date,
): Promise<Reminder> {
  const standing = await findReminder(db, poll.id, personId);
  const at = remindAt(poll);
  const waits = poll.state === "open" && now < at && !standing?.reminded;
  return { asked: standing !== undefined, at: waits ? at.toISOString() : null };
}

interface ReminderRequest {
  poll: PollRow;
  voter: { personId: number; district: string | null };
  at: Date;
}

/**
 * Notes that somebody wants a letter before a poll closes if they have not taken part by then, and one with its result.
 * Asked too late for the first, they get the second.
 *
 * @throws PortalError "matter-not-open" when it is over or a mock poll; "not-elector" with reasons; "ballot-fixed" for who
 *   took part already
 */
export async function askForReminder(
  services: Pick<PollServices, "db" | "seal">,
  { poll, voter, at }: ReminderRequest,
): Promise<void> {
  const { db } = services;
  const state = pollStateAt(poll, at);
  if ((state !== "open" && state !== "scheduled") || poll.purpose === "mock")
    throw new PortalError("matter-not-open");
  await requireElector(services, poll.definition.who, voter, at);
  if (await findOwnBallot(db, poll.id, voter.personId)) throw new PortalError("ballot-fixed");
  await insertReminder(db, poll.id, voter.personId, at >= remindAt(poll));
}

/** Takes it back, also the letter with the result; what is gone already stays gone. */
export const takeBackReminder = (db: Queryable, matterId: number, personId: number): Promise<void> =>
  deleteReminder(db, matterId, personId);
