import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { Stance } from "../tables/forum.ts";
import type { NewRow } from "../tables/tables.ts";

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

interface OpinionFilter {
  forumId: number;
  stance?: Stance;
  order: "helpful" | "newest";
  after?: { helpful: number; id: number };
}

const listed = (db: Queryable) =>
  db
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
    ]);

export type ListedOpinion = Awaited<ReturnType<typeof listOpinions>>[number];

/** What may be the strongest of a forum: of each stance those that most found helpful, and whatever is new (opinion_stance, opinion_newest). */
export function listStrongCandidates(
  db: Queryable,
  forumId: number,
  most: { helpful: number; newest: number },
): Promise<ListedOpinion[]> {
  return listed(db)
    .where(
      "opinion.id",
      "in",
      sql<number>`(
        select helpful.id from unnest(array['for', 'against', 'other']) as s (stance) cross join lateral (
          select id from opinion where forum_id = ${forumId} and opinion.stance = s.stance
          order by helpful_count desc, id desc limit ${most.helpful}
        ) helpful
        union
        (select id from opinion where forum_id = ${forumId} order by id desc limit ${most.newest}))`,
    )
    .orderBy("opinion.id")
    .execute();
}

/** Keyset pages: opinion_helpful_order, opinion_newest, and with a stance opinion_stance. */
export function listOpinions(db: Queryable, filter: OpinionFilter, limit: number) {
  const { forumId, stance, order, after } = filter;
  let query = listed(db).where("opinion.forum_id", "=", forumId).limit(limit);
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
) {
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
  const replied =
    replies.length === 0
      ? []
      : await tx
          .insertInto("opinion_reply")
          .values(replies)
          .returning(["id", "opinion_id", "body", "created_at"])
          .execute();
  return { opinions: rows, replies: replied };
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
