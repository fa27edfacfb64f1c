import { decodeCursor, encodeCursor } from "#app/domain/matter/cursor.ts";
import type { Queryable } from "#db/client.ts";
import { listVotes } from "#db/queries/votes.ts";
import type { Language } from "#db/tables/language.ts";
import { summaryOf, type VoteSummary } from "./summary.ts";

/** A page of a space's residents' votes, newest first. @throws PortalError "invalid-input" for no cursor of this list */
export async function browseVotes(
  db: Queryable,
  spaceId: number,
  cursor: string | null,
  language: Language,
  now: Date,
  pageSize: number,
): Promise<{ items: VoteSummary[]; next: string | null }> {
  const after = decodeCursor(cursor, "newest", []);
  const rows = await listVotes(db, spaceId, after?.id, pageSize + 1);
  const last = rows.length > pageSize ? rows[pageSize - 1] : undefined;
  return {
    items: rows.slice(0, pageSize).map((row) => summaryOf(row, language, now)),
    next: last ? encodeCursor({ order: "newest", values: [], id: last.id }) : null,
  };
}
