import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { PollDefinition, PollShown, Said } from "../tables/poll-definition.ts";
import type { NewRow } from "../tables/tables.ts";

export async function insertPoll(
  tx: Tx,
  poll: Pick<NewRow<"poll">, "matter_id" | "office_id" | "data_key_id"> & { definition: PollDefinition },
): Promise<void> {
  const { definition, ...ids } = poll;
  await tx
    .insertInto("poll")
    .values({
      ...ids,
      definition: JSON.stringify(definition),
      purpose: definition.purpose,
      may_change: definition.mayChange,
      results: definition.results,
    })
    .execute();
}

const withMatter = (db: Queryable) =>
  db
    .selectFrom("poll")
    .innerJoin("matter", "matter.id", "poll.matter_id")
    .innerJoin("office", "office.id", "poll.office_id")
    .select([
      "matter.id",
      "matter.space_id",
      "matter.state",
      "matter.title",
      "matter.category",
      "matter.district",
      "matter.visibility",
      "matter.opened_at",
      "matter.opens_at",
      "matter.closes_at",
      "matter.support_count",
      "matter.week_count",
      "matter.next_threshold",
      "matter.counted_roll",
      "office.id as office_id",
      "office.code as office_code",
      "office.name as office_name",
      "poll.purpose",
      "poll.may_change",
      "poll.results",
      "poll.data_key_id",
      "poll.counted_at",
    ]);

/** What lists show of a definition; what is read about it can be large. */
const inLists = (db: Queryable) =>
  withMatter(db).select(
    sql<Pick<PollDefinition, "title" | "summary" | "pages">>`
      poll.definition - '{briefs,documents,video,related,who}'::text[]`.as("definition"),
  );

/** A poll of the space with its matter. */
export const findPoll = (db: Queryable, spaceId: number, id: number) =>
  withMatter(db)
    .select("poll.definition")
    .where("matter.id", "=", id)
    .where("matter.space_id", "=", spaceId)
    .executeTakeFirst();

/** Polls with gifts that somebody took part in, the latest first. */
export async function listSupportedPollsWithGifts(db: Queryable, spaceId: number, personId: number) {
  const { rows } = await sql<{ id: number; gifts: NonNullable<PollDefinition["gifts"]> }>`
    select matter.id, poll.definition -> 'gifts' as gifts
    from support join matter on matter.id = support.matter_id join poll on poll.matter_id = matter.id
    where support.person_id = ${personId} and matter.space_id = ${spaceId} and matter.kind = 'poll'
      and poll.definition ? 'gifts' order by matter.id desc limit 100`.execute(db);
  return rows;
}

export type PollRow = NonNullable<Awaited<ReturnType<typeof findPoll>>>;

/** What may be shown of a poll's ballots, which is large; null: none of them is counted. */
export async function findShown(db: Queryable, id: number): Promise<PollShown | null> {
  const poll = await db.selectFrom("poll").select("shown").where("matter_id", "=", id).executeTakeFirst();
  return poll?.shown ?? null;
}

/** What is shown of the ballots of polls that are before everybody and counted to the end, by their numbers. */
export const listResultsShown = (db: Queryable, spaceId: number, after: number, limit: number) =>
  db
    .selectFrom("poll")
    .innerJoin("matter", "matter.id", "poll.matter_id")
    .select(["matter.id", "poll.shown"])
    .where("matter.space_id", "=", spaceId)
    .where("matter.kind", "=", "poll")
    .where("matter.visibility", "=", "public")
    .where("matter.state", "<>", "withdrawn")
    .where("poll.purpose", "<>", "mock")
    .where("poll.counted_at", "is not", null)
    .where("matter.id", ">", after)
    .orderBy("matter.id")
    .limit(limit)
    .$narrowType<{ shown: PollShown }>()
    .execute();

/** Those of these that are a space's, in no order. */
export const listPollsByIds = (db: Queryable, spaceId: number, ids: number[]) =>
  inLists(db).where("matter.id", "in", ids).where("matter.space_id", "=", spaceId).execute();

/** A poll as lists have it; one that was read whole is one too. */
export type ListedPoll = Awaited<ReturnType<typeof listPollsByIds>>[number];

/** As a list is asked for. */
export interface PollFilter {
  spaceId: number;
  state?: "scheduled" | "open" | "closed" | "withdrawn";
  /** None that was withdrawn. */
  withoutWithdrawn?: boolean;
  order: "newest" | "trending" | "closing" | "participants";
  /** Where the last page ended: the values of its order, and the id. */
  after?: { value: Date | number; second?: Date; id: number };
  now: Date;
}

/**
 * Polls that are before everybody; keyset pages on matter_newest, matter_trending and matter_closing (which have open ones
 * alone) and matter_agreed.
 */
export function listPolls(db: Queryable, filter: PollFilter, limit: number) {
  const { spaceId, state, order, after, now } = filter;
  let query = inLists(db)
    .where("matter.space_id", "=", spaceId)
    .where("matter.kind", "=", "poll")
    .where("matter.visibility", "=", "public")
    .limit(limit);
  if (state === "scheduled")
    query = query.where("matter.state", "=", "open").where("matter.opens_at", ">", now);
  if (state === "open")
    query = query
      .where("matter.state", "=", "open")
      .where("matter.opens_at", "<=", now)
      .where("matter.closes_at", ">=", now);
  if (state === "closed")
    query = query.where((eb) =>
      eb.or([
        eb("matter.state", "=", "closed"),
        eb.and([eb("matter.state", "=", "open"), eb("matter.closes_at", "<", now)]),
      ]),
    );
  if (state === "withdrawn") query = query.where("matter.state", "=", "withdrawn");
  if (filter.withoutWithdrawn) query = query.where("matter.state", "<>", "withdrawn");
  switch (order) {
    case "trending":
      query = query
        .where("matter.state", "=", "open")
        .where("matter.opens_at", "<=", now)
        .where("matter.closes_at", ">=", now);
      if (after)
        query = query.where(
          sql<boolean>`(matter.week_count, matter.opened_at, matter.id)
            < (${after.value}::int, ${after.second}::timestamptz, ${after.id})`,
        );
      return query
        .orderBy("matter.week_count", "desc")
        .orderBy("matter.opened_at", "desc")
        .orderBy("matter.id", "desc")
        .execute();
    case "newest":
      if (after)
        query = query.where(
          sql<boolean>`(matter.opened_at, matter.id) < (${after.value}::timestamptz, ${after.id})`,
        );
      return query.orderBy("matter.opened_at", "desc").orderBy("matter.id", "desc").execute();
    case "closing":
      query = query.where("matter.state", "=", "open").where("matter.closes_at", ">=", now);
      if (after)
        query = query.where(
          sql<boolean>`(matter.closes_at, matter.id) > (${after.value}::timestamptz, ${after.id})`,
        );
      return query.orderBy("matter.closes_at").orderBy("matter.id").execute();
    case "participants":
      if (after)
        query = query.where(
          sql<boolean>`(matter.support_count, matter.id) < (${after.value}::int, ${after.id})`,
        );
      return query.orderBy("matter.support_count", "desc").orderBy("matter.id", "desc").execute();
  }
}

/** How many of a space's polls stand how, of those that are before everybody: a city has hundreds (matter_newest). */
export async function countPollStates(db: Queryable, spaceId: number, now: Date) {
  const { rows } = await sql<{ state: "scheduled" | "open" | "closed" | "withdrawn"; polls: number }>`
    select case when state <> 'open' then state when opens_at > ${now} then 'scheduled'
      when closes_at < ${now} then 'closed' else 'open' end as state, count(*)::int as polls
    from matter where space_id = ${spaceId} and kind = 'poll' and visibility = 'public' group by 1`.execute(
    db,
  );
  return rows;
}

/** Polls that everybody may find, that stand, and that name a matter as where they come from; the latest first (poll_related). */
export async function listPollsNaming(
  db: Queryable,
  spaceId: number,
  id: number,
  limit: number,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select matter.id from poll join matter on matter.id = poll.matter_id
    where poll.definition -> 'related' @> to_jsonb(${id}::bigint) and matter.space_id = ${spaceId}
      and matter.state <> 'withdrawn' and matter.visibility = 'public'
    order by matter.id desc limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}

/** Polls that opened and of which search does not know it; some at a time (poll_under_way). */
export function announcePolls(tx: Tx, now: Date) {
  return tx
    .updateTable("poll")
    .set({ announced_at: now })
    .from("matter")
    .whereRef("matter.id", "=", "poll.matter_id")
    .where("poll.counted_at", "is", null)
    .where("poll.announced_at", "is", null)
    .where("matter.opens_at", "<=", now)
    .returning("poll.matter_id as id")
    .execute();
}

/** Polls that have ballots to count, or are over and not counted to the end (poll_under_way). */
export async function listPollsToCount(db: Queryable): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select poll.matter_id as id from poll join matter on matter.id = poll.matter_id
    where counted_at is null and (state <> 'open' or turnout_serial < support_serial or exists (
      select from ballot where ballot.matter_id = poll.matter_id and not counted))
    order by poll.matter_id`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * A poll for whoever counts it, alone until the transaction ends; "busy": somebody else counts it now; "over": it is
 * counted to the end. An advisory lock and not the row's: readers and ballots never wait for it.
 */
export async function lockPollToCount(tx: Tx, id: number) {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(${COUNTING}, hashint8(${id}::bigint)) as locked`.execute(tx);
  if (!rows[0]?.locked) return "busy";
  const poll = await tx
    .selectFrom("poll")
    .innerJoin("matter", "matter.id", "poll.matter_id")
    .innerJoin("office", "office.id", "poll.office_id")
    .select([
      "poll.matter_id as id",
      "matter.space_id",
      "matter.state",
      "matter.category",
      "matter.closes_at",
      "matter.support_count",
      "poll.office_id",
      "office.code as office_code",
      "poll.definition",
      "poll.purpose",
      "poll.may_change",
      "poll.results",
      "poll.data_key_id",
      "poll.tally",
      "poll.turnout_serial",
    ])
    .where("poll.matter_id", "=", id)
    .where("poll.counted_at", "is", null)
    .executeTakeFirst();
  return poll ?? "over";
}

export type CountingPoll = Exclude<Awaited<ReturnType<typeof lockPollToCount>>, string>;

/** Any number: the first half of the keys of those who count. */
const COUNTING = 1_007_010;

/** What counting left of a poll. */
export async function keepCounted(
  tx: Tx,
  id: number,
  counted: { tally: Buffer | null; shown: PollShown | null; counted_at?: Date },
): Promise<void> {
  await tx
    .updateTable("poll")
    .set({ ...counted, shown: counted.shown && JSON.stringify(counted.shown) })
    .where("matter_id", "=", id)
    .execute();
}

/** Of two at once the second waits here for the first, and has the number after its. @returns undefined: there are twenty */
export async function insertCorrection(
  tx: Tx,
  correction: { matter_id: number; body: Said; made_by: number; made_at: Date },
): Promise<number | undefined> {
  await tx
    .selectFrom("poll")
    .select("matter_id")
    .where("matter_id", "=", correction.matter_id)
    .forNoKeyUpdate()
    .execute();
  const { rows } = await sql<{ position: number }>`
    insert into poll_correction (matter_id, position, body, made_by, made_at)
    select ${correction.matter_id}, count(*) + 1, ${JSON.stringify(correction.body)}::jsonb, ${correction.made_by},
      ${correction.made_at}
    from poll_correction where matter_id = ${correction.matter_id} having count(*) < 20
    returning position`.execute(tx);
  return rows[0]?.position;
}

export const listCorrections = (db: Queryable, id: number) =>
  db
    .selectFrom("poll_correction")
    .select(["position", "body", "made_at"])
    .where("matter_id", "=", id)
    .orderBy("position")
    .execute();

/** The office that asks. */
export const findPollOffice = (db: Queryable, id: number) =>
  db
    .selectFrom("poll")
    .innerJoin("office", "office.id", "poll.office_id")
    .select(["office.id", "office.code"])
    .where("poll.matter_id", "=", id)
    .executeTakeFirst();

/** open → withdrawn, before its end. @returns false: it was over */
export async function withdrawPollMatter(tx: Tx, spaceId: number, id: number, now: Date): Promise<boolean> {
  const result = await tx
    .updateTable("matter")
    .set({ state: "withdrawn", ended_at: now, updated_at: now })
    .where("id", "=", id)
    .where("space_id", "=", spaceId)
    .where("kind", "=", "poll")
    .where("state", "=", "open")
    .where("closes_at", ">=", now)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
