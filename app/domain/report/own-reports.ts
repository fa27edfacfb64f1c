import { beginningOf } from "#app/platform/excerpt.ts";
import type { Queryable } from "#db/client.ts";
import { listOwnReports } from "#db/queries/reports.ts";
import { placeOf } from "./place.ts";

const EXCERPT = 120;

/** What somebody reported in a space, newest first, and what came of it: for them alone. */
export async function readOwnReports(db: Queryable, spaceId: number, personId: number, limit: number) {
  const rows = await listOwnReports(db, spaceId, personId, limit);
  return rows.map((row) => ({
    id: row.report_id,
    subject: row.subject,
    path: placeOf(row),
    /** Null: it is hidden by now. */
    text: row.hidden ? null : row.subject === "matter" ? row.title : beginningOf(row.text, EXCERPT),
    reason: row.reported_for,
    createdAt: row.created_at.toISOString(),
    settledAt: row.settled_at?.toISOString() ?? null,
    outcome: row.outcome,
  }));
}

export type OwnReports = Awaited<ReturnType<typeof readOwnReports>>;
