import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { HideReason } from "../tables/quick-poll.ts";
import type { NewRow } from "../tables/tables.ts";

/**
 * Adds a poll under a name and a code that nobody has.
 *
 * @returns its id; undefined: the name or the code is taken, or was a moment ago
 */
export async function insertQuickPoll(tx: Tx, poll: NewRow<"quick_poll">): Promise<number | undefined> {
  const added = await tx
    .insertInto("quick_poll")
    .values(poll)
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return added?.id;
}

/** Adds a question with its choices at its place. @returns false: another is there already */
export async function insertQuestion(
  tx: Tx,
  question: NewRow<"quick_poll_question">,
  choices: readonly NewRow<"quick_poll_choice">[],
): Promise<boolean> {
  const added = await tx
    .insertInto("quick_poll_question")
    .values(question)
    .onConflict((conflict) => conflict.doNothing())
    .returning("position")
    .executeTakeFirst();
  if (!added) return false;
  await tx.insertInto("quick_poll_choice").values(choices).execute();
  return true;
}

export async function countQuestions(db: Queryable, pollId: number): Promise<number> {
  const { count } = await db
    .selectFrom("quick_poll_question")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("poll_id", "=", pollId)
    .executeTakeFirstOrThrow();
  return count;
}

const POLL = [
  "quick_poll.id",
  "quick_poll.name",
  "quick_poll.code",
  "quick_poll.maker_id",
  "quick_poll.question",
  "quick_poll.notice",
  "quick_poll.chat",
  "quick_poll.created_at",
  "quick_poll.closes_at",
  "quick_poll.hidden_reason",
  "quick_poll.salt",
] as const;

export function findQuickPoll(db: Queryable, spaceId: number, name: string) {
  return db
    .selectFrom("quick_poll")
    .innerJoin("person", "person.id", "quick_poll.maker_id")
    .select([...POLL, "person.public_name"])
    .where("quick_poll.space_id", "=", spaceId)
    .where("quick_poll.name", "=", name)
    .executeTakeFirst();
}

export function findQuickPollById(db: Queryable, id: number) {
  return db.selectFrom("quick_poll").select("name").where("id", "=", id).executeTakeFirst();
}

/** The name of the poll that has a code; undefined: none has. */
export async function findNameByCode(
  db: Queryable,
  spaceId: number,
  code: string,
): Promise<string | undefined> {
  const found = await db
    .selectFrom("quick_poll")
    .select("name")
    .where("space_id", "=", spaceId)
    .where("code", "=", code)
    .executeTakeFirst();
  return found?.name;
}

export interface CountedChoice {
  id: number;
  title: string;
  votes: number;
}

export interface CountedQuestion {
  position: number;
  title: string;
  choices: CountedChoice[];
}

/**
 * The questions of a poll with the votes of each choice, by the votes themselves: nothing is counted along, so votes of
 * many devices at once never wait for one another.
 *
 * @param position of this question alone
 */
export async function listQuestions(
  db: Queryable,
  pollId: number,
  position?: number,
): Promise<CountedQuestion[]> {
  const { rows } = await sql<CountedQuestion>`
    with counted as (
      select choice, count(*)::int as votes from quick_vote
      where poll_id = ${pollId} and (${position ?? null}::int is null or question = ${position ?? null}::int)
      group by choice
    )
    select q.position, q.title,
      (select json_agg(json_build_object('id', c.id, 'title', c.title,
          'votes', coalesce(c.votes, counted.votes, 0)) order by c.id)
        from quick_poll_choice c left join counted on counted.choice = c.id
        where c.poll_id = q.poll_id and c.question = q.position) as choices
    from quick_poll_question q
    where q.poll_id = ${pollId} and (${position ?? null}::int is null or q.position = ${position ?? null}::int)
    order by q.position`.execute(db);
  return rows;
}

/** What is shown of a poll while it goes on, but its votes. */
export async function findBoard(db: Queryable, pollId: number) {
  const { rows } = await sql<{
    question: number;
    questions: number;
    notice: string | null;
    chat: boolean;
    closes_at: Date;
    hidden: boolean;
    counted: boolean;
    crowded: number;
    repeated: number;
    talk: number;
  }>`
    select question, notice, chat, closes_at, hidden_at is not null as hidden, counted_at is not null as counted,
      crowded, repeated,
      (select count(*) from quick_poll_question q where q.poll_id = quick_poll.id)::int as questions,
      (select coalesce(max(m.id), 0) + count(m.hidden_at) from quick_message m where m.poll_id = quick_poll.id) as talk
    from quick_poll where id = ${pollId}`.execute(db);
  return rows[0];
}

/**
 * What the maker changes of a poll that is open.
 *
 * @returns false: it is over, hidden, or somebody else's
 */
export async function updateOpenPoll(
  db: Queryable,
  { id, makerId, now }: { id: number; makerId: number; now: Date },
  change: { notice?: string | null; chat?: boolean; closes_at?: Date; question?: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("quick_poll")
    .set(change)
    .where("id", "=", id)
    .where("maker_id", "=", makerId)
    .where("closes_at", ">", now)
    .where("hidden_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Holds a poll that is open, so that its questions are added one after the other. @returns whether it is open */
export async function lockOpenPoll(tx: Tx, id: number, makerId: number, now: Date): Promise<boolean> {
  const found = await tx
    .selectFrom("quick_poll")
    .select("id")
    .where("id", "=", id)
    .where("maker_id", "=", makerId)
    .where("closes_at", ">", now)
    .where("hidden_at", "is", null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return found !== undefined;
}

/** @returns false: it was hidden before */
export async function hidePoll(
  db: Queryable,
  { id, by, reason, now }: { id: number; by: number; reason: HideReason; now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("quick_poll")
    .set({ hidden_at: now, hidden_by: by, hidden_reason: reason })
    .where("id", "=", id)
    .where("hidden_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** @returns whether it was hidden, and is not any more */
export async function showPoll(db: Queryable, id: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("quick_poll")
    .set({ hidden_at: null, hidden_by: null, hidden_reason: null })
    .where("id", "=", id)
    .where("hidden_at", "is not", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** A person's own polls in a space, newest first, each with its first question and the number of its votes. */
export async function listOwnQuickPolls(db: Queryable, spaceId: number, personId: number, limit: number) {
  const { rows } = await sql<{
    name: string;
    title: string;
    created_at: Date;
    closes_at: Date;
    votes: number;
  }>`
    select p.name, q.title, p.created_at, p.closes_at,
      (select coalesce(sum(c.votes), 0) from quick_poll_choice c where c.poll_id = p.id)::int
        + (select count(*) from quick_vote v where v.poll_id = p.id)::int as votes
    from quick_poll p join quick_poll_question q on q.poll_id = p.id and q.position = 1
    where p.maker_id = ${personId} and p.space_id = ${spaceId}
    order by p.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Ends those of somebody who leaves: nobody would look after them. */
export async function closePollsOf(tx: Tx, personId: number, now: Date): Promise<void> {
  await tx
    .updateTable("quick_poll")
    .set({ closes_at: now })
    .where("maker_id", "=", personId)
    .where("closes_at", ">", now)
    .execute();
}
