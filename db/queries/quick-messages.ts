import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { HideReason } from "../tables/quick-poll.ts";
import type { NewRow } from "../tables/tables.ts";

/** @returns its id; undefined: the poll is closed or hidden, or has no chat */
export async function insertMessage(
  tx: Tx,
  { pollId, personId, body, now }: { pollId: number; personId: number; body: string; now: Date },
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    insert into quick_message (poll_id, person_id, body, created_at)
    select id, ${personId}, ${body}, ${now} from quick_poll
    where id = ${pollId} and chat and closes_at > ${now} and hidden_at is null
    returning id`.execute(tx);
  return rows[0]?.id;
}

/** A poll's messages, newest first. @param before the id below which they begin; null: the newest */
export async function listMessages(db: Queryable, pollId: number, before: number | null, limit: number) {
  let query = db
    .selectFrom("quick_message")
    .innerJoin("person", "person.id", "quick_message.person_id")
    .select([
      "quick_message.id",
      "quick_message.person_id",
      "quick_message.body",
      "quick_message.created_at",
      "quick_message.hidden_reason",
      "person.public_name",
    ])
    .where("poll_id", "=", pollId)
    .orderBy("quick_message.id", "desc")
    .limit(limit);
  if (before !== null) query = query.where("quick_message.id", "<", before);
  return query.execute();
}

/** @returns whether it is the poll's, and was not hidden before */
export async function hideMessage(
  db: Queryable,
  which: { pollId: number; id: number; by: number; reason: HideReason; now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("quick_message")
    .set({ hidden_at: which.now, hidden_by: which.by, hidden_reason: which.reason })
    .where("id", "=", which.id)
    .where("poll_id", "=", which.pollId)
    .where("hidden_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function hasMessage(db: Queryable, pollId: number, id: number): Promise<boolean> {
  const found = await db
    .selectFrom("quick_message")
    .select("id")
    .where("id", "=", id)
    .where("poll_id", "=", pollId)
    .executeTakeFirst();
  return found !== undefined;
}

/** The same by the same person again says nothing new, and is no fault. */
export async function insertReport(db: Queryable, report: NewRow<"quick_report">): Promise<void> {
  await db
    .insertInto("quick_report")
    .values(report)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What is reported in a space and not settled, oldest first: polls and messages, each once with its reports. */
export async function listReported(db: Queryable, spaceId: number, limit: number) {
  const { rows } = await sql<{
    poll_id: number;
    message_id: number | null;
    name: string;
    text: string;
    author: string;
    reports: { reason: HideReason; note: string | null }[];
    since: Date;
  }>`
    select r.poll_id, r.message_id, p.name, coalesce(m.body, q.title) as text, author.public_name as author,
      json_agg(json_build_object('reason', r.reason, 'note', r.note) order by r.id) as reports,
      min(r.created_at) as since
    from quick_report r
    join quick_poll p on p.id = r.poll_id
    join quick_poll_question q on q.poll_id = p.id and q.position = p.question
    left join quick_message m on m.id = r.message_id
    join person author on author.id = coalesce(m.person_id, p.maker_id)
    where p.space_id = ${spaceId} and r.settled_at is null
    group by r.poll_id, r.message_id, p.name, m.body, q.title, author.public_name
    order by min(r.id) limit ${limit}`.execute(db);
  return rows;
}

/** Settles the reports of a poll, or of one of its messages; "all": of the poll and of every message. */
export async function settleReports(
  tx: Queryable,
  pollId: number,
  messageId: number | null | "all",
  now: Date,
): Promise<void> {
  let query = tx
    .updateTable("quick_report")
    .set({ settled_at: now })
    .where("poll_id", "=", pollId)
    .where("settled_at", "is", null);
  if (messageId !== "all") query = query.where("message_id", messageId === null ? "is" : "=", messageId);
  await query.execute();
}

/** What somebody who leaves reported says nothing any more. */
export async function deleteReportsOf(tx: Tx, personId: number): Promise<void> {
  await tx.deleteFrom("quick_report").where("person_id", "=", personId).execute();
}
