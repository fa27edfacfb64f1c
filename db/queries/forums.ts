import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { Stance } from "../tables/forum.ts";
import type { Language, Localized } from "../tables/language.ts";
import type { NewRow } from "../tables/tables.ts";

export async function insertForum(tx: Tx, forum: NewRow<"forum">): Promise<void> {
  await tx.insertInto("forum").values(forum).execute();
}

/** Puts a question of its own over a forum, in every language; until then it goes by its proposal's title. */
export async function askQuestion(tx: Tx, forumId: number, question: Localized): Promise<void> {
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

export function listBackground(db: Queryable, forumId: number) {
  return db
    .selectFrom("background")
    .select(["position", "title", "body", "url"])
    .where("forum_id", "=", forumId)
    .orderBy("position")
    .execute();
}

/** Adds an item after the last; the check on `position` and the key refuse the eleventh and two at once. */
export async function insertBackground(
  tx: Tx,
  forumId: number,
  item: { title: string; body: string; url: string | null },
): Promise<void> {
  await tx
    .insertInto("background")
    .columns(["forum_id", "position", "title", "body", "url"])
    .expression((eb) =>
      eb
        .selectFrom("background")
        .select((e) => [
          e.val(forumId).as("forum_id"),
          sql<number>`coalesce(max(position), 0) + 1`.as("position"),
          sql<string>`${item.title}::text`.as("title"),
          sql<string>`${item.body}::text`.as("body"),
          sql<string | null>`${item.url}::text`.as("url"),
        ])
        .where("forum_id", "=", forumId),
    )
    .execute();
}

export function deleteBackground(tx: Tx, forumId: number, position: number) {
  return tx
    .deleteFrom("background")
    .where("forum_id", "=", forumId)
    .where("position", "=", position)
    .returning("position")
    .executeTakeFirst();
}

export function findOpinionOf(db: Queryable, forumId: number, personId: number) {
  return db
    .selectFrom("opinion")
    .selectAll()
    .where("forum_id", "=", forumId)
    .where("person_id", "=", personId)
    .executeTakeFirst();
}

/** Call under the forum's matter lock: one person's two first opinions then meet each other. */
export async function insertOpinion(tx: Tx, opinion: NewRow<"opinion">): Promise<number> {
  const { id } = await tx.insertInto("opinion").values(opinion).returning("id").executeTakeFirstOrThrow();
  return id;
}

export async function updateOpinion(
  tx: Tx,
  id: number,
  change: { stance: Stance; body: string; version: number; updated_at: Date },
): Promise<void> {
  await tx.updateTable("opinion").set(change).where("id", "=", id).execute();
}

export async function insertOpinionVersion(tx: Tx, version: NewRow<"opinion_version">): Promise<void> {
  await tx.insertInto("opinion_version").values(version).execute();
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

interface OpinionFilter {
  forumId: number;
  stance?: Stance;
  order: "helpful" | "newest";
  after?: { helpful: number; id: number };
}

/** Keyset pages: opinion_helpful_order, opinion_newest, and with a stance opinion_stance. */
export function listOpinions(db: Queryable, filter: OpinionFilter, limit: number) {
  const { forumId, stance, order, after } = filter;
  let query = db
    .selectFrom("opinion")
    .innerJoin("person", "person.id", "opinion.person_id")
    .select([
      "opinion.id",
      "opinion.person_id",
      "opinion.stance",
      "opinion.body",
      "opinion.version",
      "opinion.helpful_count",
      "opinion.reply_count",
      "opinion.created_at",
      "opinion.updated_at",
      "person.public_name",
    ])
    .where("opinion.forum_id", "=", forumId)
    .limit(limit);
  if (stance) query = query.where("opinion.stance", "=", stance);
  if (order === "helpful") query = query.orderBy("opinion.helpful_count", "desc");
  query = query.orderBy("opinion.id", "desc");
  if (after && order === "newest") query = query.where("opinion.id", "<", after.id);
  if (after && order === "helpful") {
    query = query.where((eb) =>
      eb(eb.refTuple("opinion.helpful_count", "opinion.id"), "<", eb.tuple(after.helpful, after.id)),
    );
  }
  return query.execute();
}

export function listOpinionVersions(db: Queryable, opinionId: number) {
  return db
    .selectFrom("opinion_version")
    .select(["version", "stance", "body", "written_at"])
    .where("opinion_id", "=", opinionId)
    .orderBy("version")
    .execute();
}

/** The opinion and the forum it stands in. */
export function findOpinion(db: Queryable, spaceId: number, id: number) {
  return db
    .selectFrom("opinion")
    .innerJoin("matter", "matter.id", "opinion.forum_id")
    .select(["opinion.id", "opinion.forum_id", "opinion.person_id", "matter.state", "matter.closes_at"])
    .where("opinion.id", "=", id)
    .where("matter.space_id", "=", spaceId)
    .executeTakeFirst();
}

export async function insertOpinionReply(tx: Tx, reply: NewRow<"opinion_reply">): Promise<number> {
  const { id } = await tx.insertInto("opinion_reply").values(reply).returning("id").executeTakeFirstOrThrow();
  await tx
    .updateTable("opinion")
    .set((eb) => ({ reply_count: eb("reply_count", "+", 1) }))
    .where("id", "=", reply.opinion_id)
    .execute();
  return id;
}

/** The first replies to each of some opinions, oldest first; `perOpinion` of them at most each. */
export async function listOpinionReplies(db: Queryable, opinionIds: number[], perOpinion: number) {
  if (opinionIds.length === 0) return [];
  const { rows } = await sql<{
    id: number;
    opinion_id: number;
    body: string;
    created_at: Date;
    public_name: string;
  }>`
    select r.id, r.opinion_id, r.body, r.created_at, person.public_name
    from unnest(${opinionIds}::bigint[]) as o (id)
    cross join lateral (
      select * from opinion_reply where opinion_id = o.id order by id limit ${perOpinion}
    ) r
    join person on person.id = r.person_id
    order by r.opinion_id, r.id`.execute(db);
  return rows;
}

/** Marks or unmarks; the counter moves only when the mark really came or went. Returns the count. */
export async function setHelpful(
  tx: Tx,
  opinionId: number,
  personId: number,
  helpful: boolean,
  now: Date,
): Promise<number> {
  const changed = helpful
    ? await tx
        .insertInto("helpful")
        .values({ opinion_id: opinionId, person_id: personId, created_at: now })
        .onConflict((conflict) => conflict.doNothing())
        .returning("opinion_id")
        .executeTakeFirst()
    : await tx
        .deleteFrom("helpful")
        .where("opinion_id", "=", opinionId)
        .where("person_id", "=", personId)
        .returning("opinion_id")
        .executeTakeFirst();
  const step = changed === undefined ? 0 : helpful ? 1 : -1;
  const { helpful_count } = await tx
    .updateTable("opinion")
    .set((eb) => ({ helpful_count: eb("helpful_count", "+", step) }))
    .where("id", "=", opinionId)
    .returning("helpful_count")
    .executeTakeFirstOrThrow();
  return helpful_count;
}

/** Opinions in one go with what readers made of them, as the demonstration is made. */
export async function insertOpinionsWithReactions(
  tx: Tx,
  given: {
    opinion: NewRow<"opinion">;
    helpfulTo: number[];
    replies: { body: string; personId: number }[];
  }[],
): Promise<number[]> {
  const rows = await tx
    .insertInto("opinion")
    .values(
      given.map(({ opinion, helpfulTo, replies }) => ({
        ...opinion,
        helpful_count: helpfulTo.length,
        reply_count: replies.length,
      })),
    )
    .returning(["id", "stance", "body", "created_at"])
    .execute();
  await tx
    .insertInto("opinion_version")
    .values(
      rows.map(({ id, stance, body, created_at }) => ({
        opinion_id: id,
        version: 1,
        stance,
        body,
        written_at: created_at,
      })),
    )
    .execute();
  const reactions = given.map((one, index) => ({ ...one, row: rows[index] }));
  const helpful = reactions.flatMap(({ helpfulTo, row }) =>
    row ? helpfulTo.map((person_id) => ({ opinion_id: row.id, person_id, created_at: row.created_at })) : [],
  );
  const replies = reactions.flatMap(({ replies: texts, row }) =>
    row
      ? texts.map(({ body, personId }) => ({
          opinion_id: row.id,
          person_id: personId,
          body,
          created_at: row.created_at,
        }))
      : [],
  );
  if (helpful.length > 0) await tx.insertInto("helpful").values(helpful).execute();
  if (replies.length > 0) await tx.insertInto("opinion_reply").values(replies).execute();
  return rows.map(({ id }) => id);
}

/** Which of the opinions the person found helpful. */
export async function listHelpful(
  db: Queryable,
  personId: number,
  opinionIds: number[],
): Promise<Set<number>> {
  if (opinionIds.length === 0) return new Set();
  const rows = await db
    .selectFrom("helpful")
    .select("opinion_id")
    .where("person_id", "=", personId)
    .where("opinion_id", "in", opinionIds)
    .execute();
  return new Set(rows.map((row) => row.opinion_id));
}
