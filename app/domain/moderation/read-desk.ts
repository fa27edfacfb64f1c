import { decodeCursor, encodeCursor } from "#app/domain/matter/cursor.ts";
import { placeOf } from "#app/domain/report/place.ts";
import type { Queryable } from "#db/client.ts";
import { listDecided, listWaiting } from "#db/queries/reports.ts";
import { HIDDEN_FOR } from "./what-may-be-hidden.ts";

const PAGE_SIZE = 20;
const ORDER = "most-reports";

/** What waits for the moderators of a space, most reports first. @throws PortalError "invalid-input" for its cursor */
export async function readWaiting(db: Queryable, spaceId: number, cursor: string | null) {
  const after = decodeCursor(cursor, ORDER, ["number"]);
  const from = after && { reports: Number(after.values[0]), id: after.id };
  const rows = await listWaiting(db, spaceId, from, PAGE_SIZE + 1);
  const last = rows.length > PAGE_SIZE ? rows[PAGE_SIZE - 1] : undefined;
  return {
    items: rows.slice(0, PAGE_SIZE).map((row) => ({
      id: row.moderated_id,
      ...seen(row),
      reports: row.reports,
      since: row.since.toISOString(),
      /** The first of them. */
      said: row.said,
      hideReasons: HIDDEN_FOR[row.subject],
    })),
    next: last ? encodeCursor({ order: ORDER, values: [last.reports], id: last.moderated_id }) : null,
  };
}

/** What was decided, newest first. @throws PortalError "invalid-input" for its cursor */
export async function readDecided(db: Queryable, spaceId: number, cursor: string | null) {
  const before = decodeCursor(cursor, "decided", []);
  const rows = await listDecided(db, spaceId, before?.id, PAGE_SIZE + 1);
  const last = rows.length > PAGE_SIZE ? rows[PAGE_SIZE - 1] : undefined;
  return {
    items: rows.slice(0, PAGE_SIZE).map((row) => ({
      id: row.decision_id,
      thing: row.moderated_id,
      ...seen(row),
      act: row.act,
      reason: row.reason,
      at: row.at.toISOString(),
      by: row.by,
      /** Nothing was decided on it since, and it is hidden. */
      mayShow: row.last && row.hidden_itself && row.act === "hidden",
    })),
    next: last ? encodeCursor({ order: "decided", values: [], id: last.decision_id }) : null,
  };
}

/** A thing as moderators see it: without who wrote it and who reported it. */
const seen = (row: Awaited<ReturnType<typeof listWaiting | typeof listDecided>>[number]) => ({
  subject: row.subject,
  path: placeOf(row),
  title: row.subject === "matter" ? row.title : null,
  text: row.text,
  hidden: row.hidden,
});

export type Waiting = Awaited<ReturnType<typeof readWaiting>>["items"][number];
export type Decided = Awaited<ReturnType<typeof readDecided>>["items"][number];
