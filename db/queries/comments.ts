import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { HideReason } from "../tables/quick-poll.ts";
import type { NewRow } from "../tables/tables.ts";

/** A comment as it is written; `answers` null: it is no answer. */
export interface NewComment {
  spaceId: number;
  matterId: number;
  personId: number;
  answers: number | null;
  body: string;
  now: Date;
}

/**
 * Adds a comment while the proposal gathers: one statement, so that none comes after the end. An answer is to what
 * stands there, and is not answered yet.
 *
 * @returns its id; undefined: the proposal takes none, or it stands already
 */
export async function insertComment(
  tx: Tx,
  { spaceId, matterId, personId, answers, body, now }: NewComment,
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    insert into proposal_comment (matter_id, person_id, answers, body, created_at)
    select matter.id, ${personId}::bigint, ${answers}::bigint, ${body}, ${now}::timestamptz from matter
    where matter.id = ${matterId} and matter.space_id = ${spaceId} and kind = 'proposal' and state = 'open'
      and opens_at <= ${now} and closes_at >= ${now}
      and (${answers}::bigint is null or exists (
        select from proposal_comment asked where asked.id = ${answers}::bigint and asked.matter_id = matter.id
          and asked.answers is null and asked.withdrawn_at is null and asked.hidden_at is null))
    on conflict do nothing returning id`.execute(tx);
  return rows[0]?.id;
}

/** The same text of the same person that stands already (proposal_comment_once). */
export async function findSameComment(tx: Tx, { matterId, personId, body }: NewComment) {
  const { rows } = await sql<{ id: number }>`
    select id from proposal_comment
    where matter_id = ${matterId} and person_id = ${personId} and md5(body) = md5(${body}) and answers is null
      and withdrawn_at is null`.execute(tx);
  return rows[0]?.id;
}

export interface ListedComment {
  id: number;
  person_id: number;
  public_name: string;
  /** Empty: it was taken back. */
  body: string;
  created_at: Date;
  hidden_reason: HideReason | null;
  answer: {
    id: number;
    person_id: number;
    public_name: string;
    body: string;
    created_at: string;
    hidden_reason: HideReason | null;
  } | null;
}

/**
 * Of a proposal of a space, newest first (proposal_comment_newest), each with its answer (proposal_comment_answer). What
 * was taken back is passed over, but where an answer keeps its place.
 */
export async function listComments(
  db: Queryable,
  matterId: number,
  asked: { before?: number; only?: number },
  limit: number,
): Promise<ListedComment[]> {
  const beyond = asked.before === undefined ? sql`` : sql`and c.id < ${asked.before}`;
  const one = asked.only === undefined ? sql`` : sql`and c.id = ${asked.only}`;
  const { rows } = await sql<ListedComment>`
    select c.id, c.person_id, person.public_name, c.body, c.created_at, c.hidden_reason,
      case when a.id is not null then json_build_object('id', a.id, 'person_id', a.person_id, 'public_name', writer.public_name,
        'body', a.body, 'created_at', a.created_at, 'hidden_reason', a.hidden_reason) end as answer
    from proposal_comment c
    join person on person.id = c.person_id
    left join proposal_comment a on a.answers = c.id and a.withdrawn_at is null
    left join person writer on writer.id = a.person_id
    where c.matter_id = ${matterId} and c.answers is null and (c.withdrawn_at is null or a.id is not null) ${beyond} ${one}
    order by c.id desc limit ${limit}`.execute(db);
  return rows;
}

/** How many stand below a proposal, without answers, counted up to `most` (proposal_comment_newest). */
export async function countComments(db: Queryable, matterId: number, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select from proposal_comment
    where matter_id = ${matterId} and answers is null and withdrawn_at is null limit ${most}) counted`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** A comment with the matter that it stands below. */
export function findComment(db: Queryable, id: number) {
  return db
    .selectFrom("proposal_comment as c")
    .innerJoin("matter", "matter.id", "c.matter_id")
    .leftJoin("proposal_comment as asked", "asked.id", "c.answers")
    .select([
      "c.id",
      "c.matter_id",
      "c.person_id",
      "c.withdrawn_at",
      "c.hidden_at",
      "c.created_at",
      "matter.title",
      "matter.author_id",
      "asked.id as asked_id",
      "asked.person_id as asked_by",
    ])
    .where("c.id", "=", id)
    .executeTakeFirst();
}

/** Takes one's own comment back: its text goes. @returns whether it was theirs, and stood */
export async function withdrawComment(
  db: Queryable,
  { matterId, id, personId, now }: { matterId: number; id: number; personId: number; now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("proposal_comment")
    .set({ body: "", withdrawn_at: now })
    .where("id", "=", id)
    .where("matter_id", "=", matterId)
    .where("person_id", "=", personId)
    .where("withdrawn_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The same of all that somebody wrote who leaves. */
export async function withdrawCommentsOf(tx: Tx, personId: number, now: Date): Promise<void> {
  await tx
    .updateTable("proposal_comment")
    .set({ body: "", withdrawn_at: now })
    .where("person_id", "=", personId)
    .where("withdrawn_at", "is", null)
    .execute();
}

/** @returns whether it is the space's, stands and was not hidden before */
export async function hideComment(
  tx: Tx,
  { spaceId, id, reason, now }: { spaceId: number; id: number; reason: HideReason; now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    update proposal_comment c set hidden_at = ${now}, hidden_reason = ${reason} from matter
    where c.id = ${id} and matter.id = c.matter_id and matter.space_id = ${spaceId}
      and c.hidden_at is null and c.withdrawn_at is null returning c.id`.execute(tx);
  return rows.length > 0;
}

/** @returns whether it was hidden, and is not any more */
export async function showComment(tx: Tx, spaceId: number, id: number): Promise<boolean> {
  const { rows } = await sql`
    update proposal_comment c set hidden_at = null, hidden_reason = null from matter
    where c.id = ${id} and matter.id = c.matter_id and matter.space_id = ${spaceId}
      and c.hidden_at is not null returning c.id`.execute(tx);
  return rows.length > 0;
}

/** A comment as it was written, as the demonstration is made. @returns its id */
export async function putComment(
  tx: Tx,
  comment: Pick<NewRow<"proposal_comment">, "matter_id" | "person_id" | "answers" | "body" | "created_at">,
): Promise<number> {
  const { id } = await tx
    .insertInto("proposal_comment")
    .values(comment)
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}
