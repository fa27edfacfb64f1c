import { PortalError } from "#app/domain/errors.ts";
import { parseId } from "#app/domain/input.ts";
import { decodeCursor, encodeCursor } from "#app/domain/matter/cursor.ts";
import { dialectOf, plainExcerpt } from "#app/platform/markdown.ts";
import type { Queryable } from "#db/client.ts";
import {
  type DuplicateRow,
  dismissDuplicate,
  listDismissedDuplicates,
  listOpenDuplicates,
} from "#db/queries/likely-duplicates.ts";
import type { Language } from "#db/tables/language.ts";

const PAGE_SIZE = 10;
const EXCERPT_LENGTH = 220;

const VIEWS = {
  open: { list: listOpenDuplicates, value: "number", of: (row: DuplicateRow) => row.score },
  dismissed: {
    list: listDismissedDuplicates,
    value: "date",
    of: (row: DuplicateRow) => row.dismissed_at?.toISOString() ?? "",
  },
} as const;

/**
 * Pairs of proposals that may ask for the same: those to be judged likeliest first, dismissed ones latest first.
 *
 * @throws PortalError "invalid-input" for a cursor that this list did not give out
 */
export async function readDuplicates(
  db: Queryable,
  spaceId: number,
  asked: { view: keyof typeof VIEWS; cursor: string | null },
  language: Language,
) {
  const { list, value, of } = VIEWS[asked.view];
  const cursor = decodeCursor(asked.cursor, asked.view, [value, "number"]);
  const [at, earlier] = cursor?.values ?? [];
  const after =
    cursor && at !== undefined
      ? { value: at, pair: { later: cursor.id, earlier: Number(earlier) } }
      : undefined;
  const rows = await list(db, { spaceId, language, after }, PAGE_SIZE + 1);
  const last = rows.length > PAGE_SIZE ? rows[PAGE_SIZE - 1] : undefined;
  return {
    pairs: rows.slice(0, PAGE_SIZE).map((row) => ({
      /** 0…1, in hundredths: more would look like more than it is. */
      score: Math.round(row.score / 10) / 100,
      earlier: {
        id: row.earlier_id,
        title: row.earlier_title,
        excerpt: plainExcerpt(row.earlier_body, dialectOf(row.earlier_source), EXCERPT_LENGTH),
        openedAt: row.earlier_at.toISOString(),
        supportCount: row.earlier_count,
      },
      later: {
        id: row.matter_id,
        title: row.later_title,
        excerpt: plainExcerpt(row.later_body, dialectOf(row.later_source), EXCERPT_LENGTH),
        openedAt: row.later_at.toISOString(),
        supportCount: row.later_count,
      },
      dismissed: row.dismissed_at && { at: row.dismissed_at.toISOString(), by: row.dismissed_by_name ?? "" },
    })),
    next: last
      ? encodeCursor({ order: asked.view, values: [of(last), last.earlier_id], id: last.matter_id })
      : null,
  };
}

/**
 * Says that two proposals do not ask for the same; kept with who said so and when.
 *
 * @param fields `later` and `earlier`, ids
 * @throws PortalError "bad-request", "changed-meanwhile" when somebody was quicker, the texts changed, or the space has no
 *   such pair
 */
export async function judgeDifferent(
  db: Queryable,
  spaceId: number,
  fields: Record<string, string>,
  by: number,
  now: Date,
): Promise<void> {
  const [later, earlier] = [parseId(fields.later), parseId(fields.earlier)];
  if (later === undefined || earlier === undefined) throw new PortalError("bad-request");
  const dismissed = await dismissDuplicate(db, spaceId, { later, earlier }, by, now);
  if (!dismissed) throw new PortalError("changed-meanwhile");
}
