import { readDutyList } from "#app/domain/duty/read-duties.ts";
import type { Queryable } from "#db/client.ts";
import { listWaitingApplications } from "#db/queries/applications.ts";
import { countStates, listDrivesAtWork, listUnseenSigns } from "#db/queries/clerk.ts";
import { findCouncilOffice } from "#db/queries/spaces.ts";
import { nextDate } from "./next-date.ts";
import { WAITING_STATES } from "./remind-office.ts";

const MOST = 200;

/**
 * What waits for the clerk: what the council owes by law, applications, drives with the day of each, lines in doubt,
 * signs of abuse.
 */
export async function readClerkDesk(db: Queryable, spaceId: number, now: Date) {
  const council = await findCouncilOffice(db, spaceId);
  const duties = async (state: "overdue" | "open") =>
    council ? readDutyList(db, spaceId, { state, officeId: council.id, cursor: null }, now, MOST) : null;
  const [overdue, open, applications, rows, states, signs] = await Promise.all([
    duties("overdue"),
    duties("open"),
    listWaitingApplications(db, spaceId, MOST),
    listDrivesAtWork(db, spaceId, WAITING_STATES, MOST),
    countStates(db, spaceId),
    listUnseenSigns(db, spaceId, MOST),
  ]);
  const drives = rows.map((row) => ({ row, next: nextDate(row) }));
  const dates = drives
    .flatMap(({ row, next }) => (next ? [{ row, ...next }] : []))
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || a.row.matter_id - b.row.matter_id);
  return {
    owed: [...(overdue?.items ?? []), ...(open?.items ?? [])],
    applications,
    drives,
    dates,
    states,
    signs,
  };
}

export type ClerkDesk = Awaited<ReturnType<typeof readClerkDesk>>;
