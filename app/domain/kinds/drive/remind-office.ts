import { DAY_MS, seoulDay } from "#app/domain/calendar/dates.ts";
import { homeOf } from "#app/domain/space/home.ts";
import type { Database } from "#db/client.ts";
import { insertReminder, listDrivesAtWork } from "#db/queries/clerk.ts";
import { findSpaceById, listSpaces } from "#db/queries/spaces.ts";
import type { DriveState } from "#db/tables/drive.ts";
import { inTransaction } from "#db/transaction.ts";
import { nextDate } from "./next-date.ts";
import { tellOffice } from "./tell-office.ts";
import { UNDECIDED_STATES } from "./undecided-states.ts";

/** Three working days and a weekend: enough to do what is due. */
const DAYS_BEFORE = 5;
const MOST = 10_000;

/** Where a drive waits for a day of the law. */
export const WAITING_STATES: readonly DriveState[] = [...UNDECIDED_STATES, "accepted", "introduced"];

/**
 * Writes to each space's council office of every legal date that comes within some days, once each: a date that moves
 * is another date. Killed anywhere, it goes on with the rest at the next run.
 *
 * @returns how many it was reminded of
 */
export async function remindOffice(db: Database, origin: string, now: Date): Promise<number> {
  let sent = 0;
  for (const { id } of await listSpaces(db)) {
    const space = await findSpaceById(db, id);
    if (space) sent += await remindOfSpace(db, id, homeOf(origin, space), now);
  }
  return sent;
}

async function remindOfSpace(db: Database, spaceId: number, home: string, now: Date): Promise<number> {
  let sent = 0;
  for (const drive of await listDrivesAtWork(db, spaceId, WAITING_STATES, MOST)) {
    const next = nextDate(drive);
    if (!next || next.dueAt < now || next.dueAt.getTime() - now.getTime() > DAYS_BEFORE * DAY_MS) continue;
    const { step, dueAt } = next;
    const told = await inTransaction(db, async (tx) => {
      const reminder = { matter_id: drive.matter_id, step, due_on: seoulDay(dueAt), sent_at: now };
      if (!(await insertReminder(tx, reminder))) return false;
      await tellOffice(
        tx,
        { ...drive, space_id: spaceId },
        { kind: "reminder", step, until: dueAt },
        home,
        now,
      );
      return true;
    });
    if (told) sent += 1;
  }
  return sent;
}
