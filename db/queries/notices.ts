import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { Language } from "../tables/language.ts";
import { addressColumn } from "./matter-addresses.ts";

/** How many notices a person has not read, counted up to `most` (notice_unread). */
export async function countUnread(
  db: Queryable,
  spaceId: number,
  personId: number,
  most: number,
): Promise<number> {
  const { rows } = await sql<{ unread: number }>`
    select count(*)::int as unread from (
      select from notice where person_id = ${personId} and space_id = ${spaceId} and read_at is null limit ${most}) n`.execute(
    db,
  );
  return rows[0]?.unread ?? 0;
}

/** What a notice says of its line, in the reader's language where the matter was translated. */
const said = (db: Queryable, spaceId: number, personId: number, language: Language) =>
  db
    .selectFrom("notice")
    .innerJoin("event", (join) =>
      join.onRef("event.space_id", "=", "notice.space_id").onRef("event.seq", "=", "notice.event_seq"),
    )
    .innerJoin("matter", "matter.id", "event.matter_id")
    .leftJoin("matter_translation as translation", (join) =>
      join.onRef("translation.matter_id", "=", "matter.id").on("translation.language", "=", language),
    )
    .select((eb) => [
      "notice.event_seq",
      "notice.sort",
      "notice.read_at",
      "event.kind",
      "event.at",
      "event.data",
      "matter.id as matter_id",
      "matter.kind as matter_kind",
      addressColumn.as("address"),
      eb.fn.coalesce("translation.title", "matter.title").as("title"),
    ])
    .where("notice.person_id", "=", personId)
    .where("notice.space_id", "=", spaceId);

/** A person's notices of a space, newest first, before a line (notice's key). */
export function listNotices(
  db: Queryable,
  { spaceId, personId, language }: { spaceId: number; personId: number; language: Language },
  before: number | undefined,
  limit: number,
) {
  return said(db, spaceId, personId, language)
    .$if(before !== undefined, (query) => query.where("notice.event_seq", "<", before ?? 0))
    .orderBy("notice.event_seq", "desc")
    .limit(limit)
    .execute();
}

/** Some of a person's notices of a space, newest first. */
export function listNoticesOf(
  tx: Tx,
  { spaceId, personId, language }: { spaceId: number; personId: number; language: Language },
  lines: readonly number[],
) {
  return said(tx, spaceId, personId, language)
    .where("notice.event_seq", "in", lines)
    .orderBy("notice.event_seq", "desc")
    .execute();
}

/** Of one line, or of all up to it; what was read before stays as it is. */
export async function markRead(
  db: Queryable,
  { spaceId, personId }: { spaceId: number; personId: number },
  lines: { one: number } | { upTo: number },
  now: Date,
): Promise<void> {
  await db
    .updateTable("notice")
    .set({ read_at: now })
    .where("person_id", "=", personId)
    .where("space_id", "=", spaceId)
    .where("read_at", "is", null)
    .where((eb) => ("one" in lines ? eb("event_seq", "=", lines.one) : eb("event_seq", "<=", lines.upTo)))
    .execute();
}
