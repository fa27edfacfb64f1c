import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { Stance } from "../tables/forum.ts";
import type { Language, Localized } from "../tables/language.ts";
import type { NewRow } from "../tables/tables.ts";

export async function insertForum(tx: Tx, forum: NewRow<"forum">): Promise<void> {
  await tx.insertInto("forum").values(forum).execute();
}

/** Puts a question of its own over a forum, in every language; until then it goes by its proposal's title. */
export async function setQuestion(tx: Tx, forumId: number, question: Localized): Promise<void> {
  await tx.updateTable("matter").set({ title: question.ko }).where("id", "=", forumId).execute();
  await sql`
    update matter_translation set title = ${JSON.stringify(question)}::jsonb ->> language
    where matter_id = ${forumId}`.execute(tx);
}

const withMatter = (db: Queryable) =>
  db
    .selectFrom("forum")
    .innerJoin("matter", "matter.id", "forum.matter_id")
    .select([
      "matter.id",
      "matter.space_id",
      "matter.state",
      "matter.title",
      "matter.category",
      "matter.district",
      "matter.opened_at",
      "matter.closes_at",
      "matter.support_count as participants",
      "matter.next_threshold",
      "forum.proposal_id",
      "forum.for_count",
      "forum.against_count",
      "forum.other_count",
    ]);

export function findForum(db: Queryable, spaceId: number, id: number) {
  return withMatter(db)
    .where("forum.matter_id", "=", id)
    .where("matter.space_id", "=", spaceId)
    .executeTakeFirst();
}

/** Forums newest first; pages by id, which grows with time (matter_newest serves the order). */
export function listForums(db: Queryable, spaceId: number, before: number | undefined, limit: number) {
  return withMatter(db)
    .where("matter.space_id", "=", spaceId)
    .where("matter.kind", "=", "forum")
    .where("matter.visibility", "=", "public")
    .$if(before !== undefined, (query) => query.where("matter.id", "<", before ?? 0))
    .orderBy("matter.id", "desc")
    .limit(limit)
    .execute();
}

/** These forums of a space that are before everybody, with their title in a language where it was translated. */
export function listForumsByIds(db: Queryable, spaceId: number, ids: number[], language: Language) {
  return db
    .selectFrom("forum")
    .innerJoin("matter", "matter.id", "forum.matter_id")
    .leftJoin("matter_translation as translation", (join) =>
      join.onRef("translation.matter_id", "=", "matter.id").on("translation.language", "=", language),
    )
    .select((eb) => [
      "matter.id",
      "matter.state",
      "matter.opened_at",
      "matter.closes_at",
      "matter.support_count",
      "matter.next_threshold",
      "forum.proposal_id",
      eb.fn.coalesce("translation.title", "matter.title").as("title"),
    ])
    .where("matter.id", "in", ids)
    .where("matter.space_id", "=", spaceId)
    .where("matter.visibility", "=", "public")
    .where("matter.state", "<>", "withdrawn")
    .execute();
}

/** What is counted of some forums, whose space the caller has asked for. */
export function listForumCounts(db: Queryable, ids: number[]) {
  return db
    .selectFrom("forum")
    .select(["matter_id", "proposal_id", "for_count", "against_count", "other_count"])
    .where("matter_id", "=", sql<number>`any(${ids}::bigint[])`)
    .execute();
}

/** The forum of each of some proposals, as proposal id → forum id; it is in its proposal's space. */
export async function listForumsOfProposals(
  db: Queryable,
  proposalIds: number[],
): Promise<Map<number, number>> {
  if (proposalIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("forum")
    .select(["proposal_id", "matter_id"])
    .where("proposal_id", "in", proposalIds)
    .execute();
  return new Map(rows.map((row) => [row.proposal_id, row.matter_id]));
}

/** The items that stand; those that were removed are kept for the record. */
export function listBackground(db: Queryable, forumId: number) {
  return db
    .selectFrom("background")
    .select(["id", "number", "position", "title", "body", "url"])
    .where("forum_id", "=", forumId)
    .where("removed_at", "is", null)
    .orderBy("position")
    .execute();
}

/**
 * Adds an item after the last; the check on `position` and the key refuse the eleventh and two at once.
 *
 * @returns its number
 */
export async function insertBackground(
  tx: Tx,
  forumId: number,
  item: { title: string; body: string; url: string | null },
  at: Date,
): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    insert into background (forum_id, number, position, title, body, url, added_at)
    select ${forumId}, coalesce(max(number), 0) + 1, coalesce(max(position) filter (where removed_at is null), 0) + 1,
      ${item.title}, ${item.body}, ${item.url}, ${at}
    from background where forum_id = ${forumId}
    returning number`.execute(tx);
  return rows[0]?.number ?? 0;
}

/**
 * Takes an item off the page, by its number: its place is another's by the time that a page of before asks for it.
 *
 * @returns false: it does not stand there (any more)
 */
export async function markBackgroundRemoved(
  tx: Tx,
  forumId: number,
  number: number,
  at: Date,
): Promise<boolean> {
  const removed = await tx
    .updateTable("background")
    .set({ removed_at: at })
    .where("forum_id", "=", forumId)
    // Wider than the column: no number of a form is out of its range.
    .where(sql<boolean>`number = ${number}::bigint`)
    .where("removed_at", "is", null)
    .returning("number")
    .executeTakeFirst();
  return removed !== undefined;
}

export async function addToStances(tx: Tx, forumId: number, change: Record<Stance, number>): Promise<void> {
  await tx
    .updateTable("forum")
    .set((eb) => ({
      for_count: eb("for_count", "+", change.for),
      against_count: eb("against_count", "+", change.against),
      other_count: eb("other_count", "+", change.other),
    }))
    .where("matter_id", "=", forumId)
    .execute();
}
