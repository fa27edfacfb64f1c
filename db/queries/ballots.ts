import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { SupportPair } from "./supports.ts";

/** A ballot as it goes into the database; `byRoll`: its poll counts the entries of a roll. */
export interface SealedBallot {
  sealed: Buffer;
  byRoll: boolean;
}

type GivenBallot = SupportPair & SealedBallot & { at: Date };

/** Whose ballot is where in the bytes of all ({@link sealedOf}). */
const columns = (ballots: readonly GivenBallot[]) => {
  const ends: number[] = [];
  for (const { sealed } of ballots) ends.push((ends.at(-1) ?? 0) + sealed.length);
  return sql`
    unnest(${ballots.map((one) => one.matterId)}::bigint[], ${ballots.map((one) => one.personId)}::bigint[],
      ${ballots.map((one) => one.at)}::timestamptz[], ${ends}::int[], ${ballots.map((one) => one.sealed.length)}::int[])
      as given (matter_id, person_id, at, ends, length)`;
};

/**
 * Cut out of one value, which goes to Postgres as it is: an array of them would be written as hex, twice as long, which cost
 * more than all else of a ballot.
 */
const sealedOf = (ballots: readonly GivenBallot[]) => sql`
  substr(${Buffer.concat(ballots.map((one) => one.sealed))}::bytea, given.ends - given.length + 1, given.length)`;

/** What they had answered and not sent goes with the ballot, in its statement. */
const withoutDrafts = sql`
  sent as (
    delete from ballot_draft draft using given
    where draft.matter_id = given.matter_id and draft.person_id = given.person_id)`;

/**
 * Stores the ballots of supports that were just given. Call it in their transaction. Of a roll each entry that supports
 * from now on has one; what an entry of theirs said before, counted and gone maybe, stays.
 */
export async function insertBallots(tx: Tx, ballots: readonly GivenBallot[]): Promise<void> {
  const ofRolls = ballots.filter(({ byRoll }) => byRoll);
  const ofPersons = ballots.filter(({ byRoll }) => !byRoll);
  if (ofPersons.length > 0)
    await sql`
      with given as (select * from ${columns(ofPersons)}), ${withoutDrafts}
      insert into ballot (matter_id, holder_id, sealed)
      select matter_id, person_id, ${sealedOf(ofPersons)} from given`.execute(tx);
  if (ofRolls.length > 0)
    await sql`
      with given as (select * from ${columns(ofRolls)}), ${withoutDrafts}
      insert into ballot (matter_id, holder_id, sealed)
      select given.matter_id, holder_id, ${sealedOf(ofRolls)} from given
      join support on support.matter_id = given.matter_id and support.person_id = given.person_id
        and support.created_at = given.at`.execute(tx);
}

/**
 * Puts ballots in the place of those that stand, in polls where they may be changed. What is in the totals is kept, so that
 * it can be taken out of them. In the order of holders, as `markCounted` locks them: two who write the same rows stand in a
 * line. Call it under the matters' locks.
 *
 * @returns whose ballot it did
 */
export async function replaceBallots(tx: Tx, ballots: readonly GivenBallot[]): Promise<SupportPair[]> {
  const replaced: SupportPair[] = [];
  for (const byRoll of [false, true]) {
    const here = ballots.filter((ballot) => ballot.byRoll === byRoll);
    if (here.length === 0) continue;
    const holder = byRoll ? sql`entry.id` : sql`given.person_id`;
    const entries = byRoll
      ? sql`join matter on matter.id = given.matter_id
          join roll_entry entry on entry.roll_id = matter.counted_roll and entry.person_id = given.person_id`
      : sql``;
    const { rows } = await sql<SupportPair>`
      with given as (
        select given.matter_id, given.person_id, ${holder} as holder_id, ends, length from ${columns(here)}
        join poll on poll.matter_id = given.matter_id and may_change ${entries}
      ), locked as (
        select ballot.matter_id, ballot.holder_id from ballot join given using (matter_id, holder_id)
        order by matter_id, holder_id for update of ballot
      ), replaced as (
        update ballot set sealed = ${sealedOf(here)}, counted = false,
          counted_sealed = case when counted then ballot.sealed else counted_sealed end
        from given join locked using (matter_id, holder_id)
        where ballot.matter_id = given.matter_id and ballot.holder_id = given.holder_id
        returning given.matter_id, given.person_id
      )
      select distinct matter_id as "matterId", person_id as "personId" from replaced`.execute(tx);
    replaced.push(...rows);
  }
  return replaced;
}

/** How many ballots of a poll wait to be counted, `limit` at most. */
export async function countWaiting(
  db: Queryable,
  matterId: number,
  holders: readonly number[] | undefined,
  limit: number,
): Promise<number> {
  const among = holders ? sql`and holder_id = any(${[...holders]}::bigint[])` : sql``;
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from (
      select from ballot
      where matter_id = ${matterId} and not counted ${among} limit ${limit}
    ) uncounted`.execute(db);
  return rows[0]?.waiting ?? 0;
}

/**
 * Of a support: whether it stands for its person, who may have given several, for entries of a roll. Only the first does,
 * which never changes, since in a poll none is taken back; and only while the same person acts for the entry, since whoever
 * acts now may have changed its ballot. So however supports are grouped, there are as many people as there are of these.
 */
const standsForPerson = sql<boolean>`(support.roll_entry_id is null or (
  exists (
    select from roll_entry entry where entry.roll_id = support.counted_roll and entry.id = support.roll_entry_id
      and entry.person_id = support.person_id)
  and not exists (
    select from support before where before.person_id = support.person_id and before.matter_id = support.matter_id
      and before.serial < support.serial)))`;

/** A ballot with what it is broken down by: the voter's as they stand now, and the day on which they took part. */
export interface CountableBallot {
  holder_id: number;
  sealed: Buffer;
  taken_part_at: Date;
  district: string | null;
  identity_hash: Buffer | null;
  person_sealed: Buffer | null;
  /** The entry's in the poll's roll, "" of one in none; null: no roll is counted, or it has no units. */
  unit: string | null;
  /** No other ballot stands for the same person; false: another may. */
  stands_for_person: boolean;
}

const countable = (db: Queryable, matterId: number) =>
  db
    .selectFrom("ballot")
    .innerJoin("support", (join) =>
      join
        .onRef("support.matter_id", "=", "ballot.matter_id")
        .onRef("support.holder_id", "=", "ballot.holder_id"),
    )
    .innerJoin("person", "person.id", "support.person_id")
    .select([
      "ballot.holder_id",
      "ballot.sealed",
      "support.created_at as taken_part_at",
      "person.district",
      "person.identity_hash",
      "person.sealed as person_sealed",
      sql<string | null>`(
        select coalesce(entry.unit, '') from roll_entry entry join roll on roll.id = entry.roll_id
        where entry.roll_id = support.counted_roll and entry.id = support.roll_entry_id and roll.unit is not null)`.as(
        "unit",
      ),
      standsForPerson.as("stands_for_person"),
    ])
    .where("ballot.matter_id", "=", matterId);

/**
 * Ballots that are not counted, drawn at random.
 *
 * @param holders only of these; left out: of whomever
 */
export function listUncounted(
  db: Queryable,
  matterId: number,
  holders: readonly number[] | undefined,
  limit: number,
): Promise<CountableBallot[]> {
  let query = countable(db, matterId).where("ballot.counted", "=", false).orderBy(sql`random()`).limit(limit);
  if (holders) query = query.where(sql<boolean>`ballot.holder_id = any(${[...holders]}::bigint[])`);
  return query.execute();
}

/**
 * Entries of a roll whose ballots wait to be counted: all of each person who is drawn, at random. So that no person's are
 * counted or left by themselves, `fewest` people are drawn at least and as many are left; none where they are fewer. Entries
 * that another person acts for since they took part are left: their ballots could be either's.
 *
 * @param most people
 */
export async function drawEntries(
  db: Queryable,
  matterId: number,
  { fewest, most }: { fewest: number; most: number },
): Promise<Pick<CountableBallot, "holder_id" | "stands_for_person">[]> {
  const { rows } = await sql<Pick<CountableBallot, "holder_id" | "stands_for_person">>`
    with waiting as (
      select ballot.holder_id, support.person_id, ${standsForPerson} as stands_for_person from ballot join support using (matter_id, holder_id)
      join roll_entry entry on entry.roll_id = support.counted_roll and entry.id = support.roll_entry_id
        and entry.person_id = support.person_id
      where ballot.matter_id = ${matterId} and not counted
    ), drawn as (
      select person_id, row_number() over (order by random()) as place, count(*) over () as people
      from waiting group by person_id
    )
    select holder_id, stands_for_person from waiting join drawn using (person_id)
    where people >= ${2 * fewest}::int and place <= people - ${fewest}::int and place <= ${most}::int`.execute(
    db,
  );
  return rows;
}

/**
 * Ballots that are not in the totals as they say now, with what they said when they were counted last; drawn at
 * random.
 *
 * @param holders only of these, by the primary key; left out: all are looked at
 */
export function listChanged(
  db: Queryable,
  matterId: number,
  holders: readonly number[] | undefined,
  limit: number,
) {
  let query = db
    .selectFrom("ballot")
    .select(["holder_id", "sealed", "counted_sealed"])
    .where("matter_id", "=", matterId)
    .where("counted", "=", false)
    .orderBy(sql`random()`)
    .limit(limit);
  if (holders) query = query.where(sql<boolean>`holder_id = any(${[...holders]}::bigint[])`);
  return query.execute();
}

/** All ballots of a poll by their holders, a page after one. */
export function listBallots(
  db: Queryable,
  matterId: number,
  afterHolder: number,
  limit: number,
): Promise<CountableBallot[]> {
  return countable(db, matterId)
    .where("ballot.holder_id", ">", afterHolder)
    .orderBy("ballot.holder_id")
    .limit(limit)
    .execute();
}

/** What is sealed begins with a nonce, drawn anew each time: so two ballots are told apart without reading them whole. */
const NONCE_BYTES = 12;

/** Says of ballots that they are in the totals as they were read; one that was changed meanwhile still waits. */
export async function markCounted(
  tx: Tx,
  matterId: number,
  ballots: readonly Pick<CountableBallot, "holder_id" | "sealed">[],
): Promise<void> {
  const { rows: standing } = await sql<{ holder_id: number; nonce: Buffer }>`
    select holder_id, substr(sealed, 1, ${NONCE_BYTES}) as nonce from ballot
    where matter_id = ${matterId} and holder_id = any(${ballots.map((one) => one.holder_id)}::bigint[])
    order by holder_id for update`.execute(tx);
  const nonces = new Map(standing.map(({ holder_id, nonce }) => [holder_id, nonce]));
  const isAsRead = ({ holder_id, sealed }: (typeof ballots)[number]) =>
    nonces.get(holder_id)?.equals(sealed.subarray(0, NONCE_BYTES)) ?? false;
  const asRead = ballots.filter(isAsRead).map((one) => one.holder_id);
  await sql`
    update ballot set counted = true, counted_sealed = null
    where matter_id = ${matterId} and holder_id = any(${asRead}::bigint[])`.execute(tx);
  const changed = ballots.filter((ballot) => !isAsRead(ballot));
  if (changed.length === 0) return;
  await sql`
    update ballot set counted_sealed = read.sealed
    from unnest(${changed.map((one) => one.holder_id)}::bigint[], ${changed.map((one) => one.sealed)}::bytea[])
      as read (holder_id, sealed)
    where matter_id = ${matterId} and ballot.holder_id = read.holder_id`.execute(tx);
}

/** Takes ballots out, all of a poll where no holders are named. */
export async function deleteBallots(tx: Tx, matterId: number, holders?: readonly number[]): Promise<void> {
  let query = tx.deleteFrom("ballot").where("matter_id", "=", matterId);
  if (holders) query = query.where("holder_id", "in", [...holders]);
  await query.execute();
}

/** Whether a person took part, themselves or for an entry of a roll, and their ballot where it still stands. */
export async function findOwnBallot(db: Queryable, matterId: number, personId: number) {
  const { rows } = await sql<{ holder_id: number; taken_part_at: Date; sealed: Buffer | null }>`
    select support.holder_id, support.created_at as taken_part_at, ballot.sealed
    from support
    join matter on matter.id = support.matter_id
    left join roll_entry entry on matter.counted_roll <> 0 and entry.roll_id = matter.counted_roll
      and entry.id = support.holder_id
    left join ballot on ballot.matter_id = support.matter_id and ballot.holder_id = support.holder_id
    where support.matter_id = ${matterId}
      and case when matter.counted_roll = 0 then support.holder_id = ${personId} else entry.person_id = ${personId} end
    order by support.holder_id limit 1`.execute(db);
  return rows[0];
}
