import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { HideReason } from "../tables/quick-poll.ts";

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

/** @returns whether it was hidden, and is not any more */
export async function showMessage(db: Queryable, id: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("quick_message")
    .set({ hidden_at: null, hidden_by: null, hidden_reason: null })
    .where("id", "=", id)
    .where("hidden_at", "is not", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Whether a poll has a message that is not hidden. */
export async function hasMessage(db: Queryable, pollId: number, id: number): Promise<boolean> {
  const found = await db
    .selectFrom("quick_message")
    .select("id")
    .where("id", "=", id)
    .where("poll_id", "=", pollId)
    .where("hidden_at", "is", null)
    .executeTakeFirst();
  return found !== undefined;
}
