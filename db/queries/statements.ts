import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { HidingReason, Vote } from "../tables/opinion-map.ts";
import type { NewRow } from "../tables/tables.ts";

/**
 * A matter of a space as it stands to somebody who wants to say something on it; undefined: the space has none.
 * `on_roll`: the matter counts persons, or they act for something of its roll.
 */
export async function findForVoter(db: Queryable, spaceId: number, matterId: number, personId: number) {
  const { rows } = await sql<{ state: string; opens_at: Date; closes_at: Date; on_roll: boolean }>`
    select state, opens_at, closes_at, counted_roll = 0 or exists (
      select from roll_entry where roll_id = counted_roll and person_id = ${personId}) as on_roll
    from matter where id = ${matterId} and space_id = ${spaceId}`.execute(db);
  return rows[0];
}

/** Whoever adds to a matter's statements holds this to the end of the transaction, so that their number can be limited. */
export async function lockStatements(tx: Tx, matterId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('statements', ${matterId}))`.execute(tx);
}

/** How many statements of a matter stand, and how many a person gave, with those that were hidden. */
export async function countStatements(db: Queryable, matterId: number, personId: number) {
  const { rows } = await sql<{ standing: number; own: number }>`
    select (select count(*) from statement where matter_id = ${matterId} and hidden_at is null)::int as standing,
      (select count(*) from statement where person_id = ${personId} and matter_id = ${matterId})::int as own`.execute(
    db,
  );
  return rows[0] ?? { standing: 0, own: 0 };
}

/** All of a matter, in the order of adding, those that were hidden among them. */
export function listStatements(db: Queryable, matterId: number) {
  return db
    .selectFrom("statement")
    .select(["id", "body", "created_at", "hidden_at", "hidden_reason"])
    .where("matter_id", "=", matterId)
    .orderBy("id")
    .execute();
}

export async function insertStatement(
  tx: Tx,
  statement: Omit<NewRow<"statement">, "hidden_at" | "hidden_reason">,
): Promise<number> {
  const { id } = await tx
    .insertInto("statement")
    .values({ ...statement, hidden_at: null, hidden_reason: null })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Takes a statement that stands off the page. @returns false: it does not stand, or is none of that matter */
export async function markHidden(
  tx: Tx,
  statement: { matterId: number; id: number },
  reason: HidingReason,
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("statement")
    .set({ hidden_at: at, hidden_reason: reason })
    .where("id", "=", statement.id)
    .where("matter_id", "=", statement.matterId)
    .where("hidden_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Puts a statement that was hidden back. @returns its matter; undefined: none of that space's is hidden */
export async function markShown(tx: Tx, spaceId: number, id: number): Promise<number | undefined> {
  const { rows } = await sql<{ matter_id: number }>`
    update statement set hidden_at = null, hidden_reason = null from matter
    where statement.id = ${id} and hidden_at is not null and matter.id = matter_id and space_id = ${spaceId}
    returning matter_id`.execute(tx);
  return rows[0]?.matter_id;
}

/**
 * Puts down what somebody says to statements of a matter that stand; the last word holds, whichever process it came
 * through. A vote has no time, and leaves nothing of what was said before.
 *
 * @returns how many of the statements stand
 */
export async function upsertVotes(
  tx: Tx,
  voter: { matterId: number; personId: number },
  votes: readonly { statement: number; vote: Vote }[],
): Promise<number> {
  const { rows } = await sql<{ standing: number }>`
    with said as (
      select statement.id, vote from unnest(
        ${votes.map(({ statement }) => statement)}::bigint[], ${votes.map(({ vote }) => vote)}::text[]) as s (id, vote)
      join statement on statement.id = s.id and matter_id = ${voter.matterId} and hidden_at is null
    ), written as (
      insert into statement_vote (statement_id, person_id, vote)
      select id, ${voter.personId}, vote from said order by id
      on conflict (statement_id, person_id) do update set vote = excluded.vote
        where statement_vote.vote <> excluded.vote
      returning 1
    ), waiting as (
      insert into opinion_map_waiting (matter_id, person_id, changes)
      select ${voter.matterId}, ${voter.personId}, 1 where exists (select from written)
      on conflict (matter_id, person_id) do update set changes = opinion_map_waiting.changes + 1
    )
    select count(*)::int as standing from said`.execute(tx);
  return rows[0]?.standing ?? 0;
}

/** What somebody said to the statements of a matter (statement_vote_of_person). */
export function listVotesOf(db: Queryable, matterId: number, personId: number) {
  return db
    .selectFrom("statement_vote")
    .innerJoin("statement", "statement.id", "statement_vote.statement_id")
    .select(["statement_vote.statement_id as statement", "statement_vote.vote"])
    .where("statement_vote.person_id", "=", personId)
    .where("statement.matter_id", "=", matterId)
    .execute();
}

/** Up to `limit` votes in matters that closed before a day. */
export async function removeVotesOfClosed(db: Queryable, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from statement_vote where ctid in (
      select vote.ctid from matter join statement on matter_id = matter.id
      join statement_vote vote on statement_id = statement.id
      where matter.closes_at < ${before} limit ${limit} for update of vote skip locked)`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** Whose votes wait for a map in matters that closed before a day: none will be made of them. */
export async function removeWaitingOfClosed(db: Queryable, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from opinion_map_waiting where ctid in (
      select waiting.ctid from opinion_map_waiting waiting join matter on matter.id = matter_id
      where matter.closes_at < ${before} limit ${limit} for update of waiting skip locked)`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
