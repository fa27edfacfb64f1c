import { sql } from "kysely";
import type { Queryable } from "../client.ts";

interface DeviceVote {
  pollId: number;
  choice: number;
  device: Buffer;
  address: Buffer;
  now: Date;
}

/**
 * Stores a device's vote on the question that is asked now, or changes it. One row a device by primary key, so votes of
 * any number of devices, processes and copies of a cookie add up. The shared lock on the poll gives its closing, and the
 * step to the next question, a place before or behind each vote.
 *
 * @returns undefined: it is closed or hidden, or the choice is none of the question that is asked now
 */
export async function upsertVote(
  db: Queryable,
  { pollId, choice, device, address, now }: DeviceVote,
): Promise<{ question: number; sent: number } | undefined> {
  const { rows } = await sql<{ question: number; sent: number }>`
    with asked as (
      select id, question from quick_poll
      where id = ${pollId} and closes_at > ${now} and hidden_at is null for share
    )
    insert into quick_vote (poll_id, question, device_hash, choice, address_hash)
    select asked.id, asked.question, ${device}, choice.id, ${address}
    from asked join quick_poll_choice choice
      on choice.poll_id = asked.id and choice.question = asked.question and choice.id = ${choice}
    on conflict (poll_id, question, device_hash)
      do update set choice = excluded.choice, sent = quick_vote.sent + 1
    returning question, sent`.execute(db);
  return rows[0];
}

/** The question of a choice; undefined: the poll has no such choice. */
export async function findQuestionOf(
  db: Queryable,
  pollId: number,
  choice: number,
): Promise<number | undefined> {
  const found = await db
    .selectFrom("quick_poll_choice")
    .select("question")
    .where("poll_id", "=", pollId)
    .where("id", "=", choice)
    .executeTakeFirst();
  return found?.question;
}

/** What a device voted in a poll, by question. */
export function listVotesOfDevice(db: Queryable, pollId: number, device: Buffer) {
  return (
    db
      .selectFrom("quick_vote")
      .select(["question", "choice"])
      .where("poll_id", "=", pollId)
      .where("device_hash", "=", device)
      // For each question by the primary key: a poll has ten at most.
      .where("question", "in", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
      .execute()
  );
}

/** Votes from addresses with more than `devices` of them, and devices that sent more than `sent` times. */
export async function countSuspicious(
  db: Queryable,
  pollId: number,
  question: number,
  most: { devices: number; sent: number },
): Promise<{ crowded: number; repeated: number }> {
  const { rows } = await sql<{ crowded: number; repeated: number }>`
    select coalesce(sum(votes) filter (where votes > ${most.devices}), 0)::int as crowded,
      coalesce(sum(repeated), 0)::int as repeated
    from (
      select count(*) as votes, count(*) filter (where sent > ${most.sent}) as repeated
      from quick_vote where poll_id = ${pollId} and question = ${question} group by address_hash
    ) by_address`.execute(db);
  return rows[0] ?? { crowded: 0, repeated: 0 };
}

/**
 * Counts polls that closed before, for good: the votes become numbers beside the choices, and the hashes of devices and
 * addresses, with what they were made under, go. One statement, so that one that is killed has done nothing.
 *
 * @returns how many polls, `limit` at most
 */
export async function countForGood(
  db: Queryable,
  before: Date,
  limit: number,
  most: { devices: number; sent: number },
): Promise<number> {
  const { rows } = await sql<{ done: number }>`
    with over as (
      select id from quick_poll where counted_at is null and closes_at < ${before}
      order by closes_at limit ${limit} for update skip locked
    ),
    by_choice as (
      select poll_id, choice, count(*)::int as votes from quick_vote
      where poll_id in (select id from over) group by poll_id, choice
    ),
    by_address as (
      select poll_id, count(*)::int as votes, (count(*) filter (where sent > ${most.sent}))::int as repeated
      from quick_vote where poll_id in (select id from over) group by poll_id, question, address_hash
    ),
    numbers as (
      update quick_poll_choice choice
      set votes = coalesce((select votes from by_choice where by_choice.poll_id = choice.poll_id and choice = choice.id), 0)
      where poll_id in (select id from over)
    ),
    gone as (delete from quick_vote where poll_id in (select id from over)),
    marked as (
      update quick_poll poll set counted_at = now(), salt = null, code = null,
        crowded = coalesce((select sum(votes) from by_address where by_address.poll_id = poll.id and votes > ${most.devices}), 0),
        repeated = coalesce((select sum(repeated) from by_address where by_address.poll_id = poll.id), 0)
      where id in (select id from over)
    )
    select count(*)::int as done from over`.execute(db);
  return rows[0]?.done ?? 0;
}

/** Removes polls that were counted and closed before, with all that was said there. @returns how many */
export async function removeQuickPolls(db: Queryable, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`delete from quick_poll where id in (
    select id from quick_poll where counted_at is not null and closes_at < ${before}
    order by closes_at limit ${limit} for update skip locked)`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
