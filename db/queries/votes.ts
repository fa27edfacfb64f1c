import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";
import type { PlaceCount, VoteDefinition, VoteResult } from "../tables/vote.ts";

/** Adds a vote with its polling places, in the order of its definition. */
export async function insertVote(
  tx: Tx,
  { definition, ...vote }: Omit<NewRow<"vote">, "definition"> & { definition: VoteDefinition },
): Promise<void> {
  await tx
    .insertInto("vote")
    .values({ ...vote, definition: JSON.stringify(definition) })
    .execute();
  const places = definition.places.map(({ eligible }, index) => ({
    matter_id: vote.matter_id,
    place: index + 1,
    eligible,
  }));
  await tx.insertInto("polling_place").values(places).execute();
}

const withMatter = (db: Queryable) =>
  db
    .selectFrom("vote")
    .innerJoin("matter", "matter.id", "vote.matter_id")
    .innerJoin("office", "office.id", "vote.office_id")
    .leftJoin("vote_result as latest", (join) =>
      join.onRef("latest.matter_id", "=", "vote.matter_id").on("latest.version", "=", (eb) =>
        eb
          .selectFrom("vote_result")
          .select((of) => of.fn.max("version").as("version"))
          .whereRef("vote_result.matter_id", "=", "vote.matter_id"),
      ),
    )
    .select([
      "matter.id",
      "matter.space_id",
      "matter.state",
      "matter.category",
      "matter.opened_at",
      "matter.opens_at",
      "matter.closes_at",
      "office.id as office_id",
      "office.code as office_code",
      "office.name as office_name",
      "vote.statute_id",
      "vote.drive_id",
      "vote.eligible",
      "vote.voting_day",
      "latest.result",
      "latest.version as result_version",
      "latest.published_at",
    ]);

/** What lists show of a definition; the places and what is argued can be large. */
const inLists = (db: Queryable) =>
  withMatter(db).select(
    sql<Pick<VoteDefinition, "title" | "question" | "choices">>`
      vote.definition - '{places,arguments}'::text[]`.as("definition"),
  );

/** A vote of the space with its matter and its result as it stands; null: none was published. */
export const findVote = (db: Queryable, spaceId: number, id: number) =>
  withMatter(db)
    .innerJoin("statute", "statute.id", "vote.statute_id")
    .select(["vote.definition", "statute.definition as statute"])
    .where("matter.id", "=", id)
    .where("matter.space_id", "=", spaceId)
    .executeTakeFirst();

export type VoteRow = NonNullable<Awaited<ReturnType<typeof findVote>>>;

/** Those of these that are a space's, in no order. */
export const listVotesByIds = (db: Queryable, spaceId: number, ids: number[]) =>
  inLists(db).where("matter.id", "in", ids).where("matter.space_id", "=", spaceId).execute();

export type ListedVote = Awaited<ReturnType<typeof listVotesByIds>>[number];

/** Votes that are before everybody, newest first, from the one after `before` on. A city has a few in a decade. */
export const listVotes = (db: Queryable, spaceId: number, before: number | undefined, limit: number) =>
  inLists(db)
    .where("matter.space_id", "=", spaceId)
    .where("matter.kind", "=", "vote")
    .where("matter.visibility", "=", "public")
    .$if(before !== undefined, (query) => query.where("matter.id", "<", before ?? 0))
    .orderBy("matter.id", "desc")
    .limit(limit)
    .execute();

/** Votes that are before everybody and whose voting day is not over, the next one first. */
export const listVotesAhead = (db: Queryable, spaceId: number, now: Date, limit: number) =>
  inLists(db)
    .where("matter.space_id", "=", spaceId)
    .where("matter.kind", "=", "vote")
    .where("matter.visibility", "=", "public")
    .where("matter.closes_at", ">", now)
    .orderBy("vote.voting_day")
    .orderBy("matter.id")
    .limit(limit)
    .execute();

/** The vote that a drive led to (vote_of_drive); undefined: none, or it is not before everybody. */
export const findVoteOfDrive = (db: Queryable, driveId: number) =>
  db
    .selectFrom("vote")
    .innerJoin("matter", "matter.id", "vote.matter_id")
    .select(["matter.id", "vote.voting_day"])
    .where("vote.drive_id", "=", driveId)
    .where("matter.visibility", "=", "public")
    .orderBy("matter.id", "desc")
    .limit(1)
    .executeTakeFirst();

const COUNTED = ["place", "round", "ballots", "for_first", "for_second", "invalid"] as const;

/** All that both officers entered alike, the latest round of a place last. */
export const listVoteCounts = (db: Queryable, id: number) =>
  db
    .selectFrom("vote_count")
    .select([...COUNTED, "confirmed_at"])
    .where("matter_id", "=", id)
    .orderBy("place")
    .orderBy("round")
    .execute();

/** What each of the two officers entered last for a round of a vote's places. */
export async function listVoteEntries(db: Queryable, id: number, round: number) {
  return db
    .selectFrom("vote_seat")
    .innerJoin("vote_entry", (join) =>
      join
        .onRef("vote_entry.matter_id", "=", "vote_seat.matter_id")
        .onRef("vote_entry.place", "=", "vote_seat.place")
        .onRef("vote_entry.round", "=", "vote_seat.round")
        .onRef("vote_entry.seat", "=", "vote_seat.seat"),
    )
    .innerJoin("person", "person.id", "vote_seat.person_id")
    .select([
      "vote_seat.place",
      "vote_seat.seat",
      "vote_seat.person_id",
      "person.public_name",
      "vote_entry.version",
      "vote_entry.ballots",
      "vote_entry.for_first",
      "vote_entry.for_second",
      "vote_entry.invalid",
      "vote_entry.entered_at",
    ])
    .distinctOn(["vote_seat.place", "vote_seat.seat"])
    .where("vote_seat.matter_id", "=", id)
    .where("vote_seat.round", "=", round)
    .orderBy("vote_seat.place")
    .orderBy("vote_seat.seat")
    .orderBy("vote_entry.version", "desc")
    .execute();
}

/**
 * Locks a vote for who enters or publishes figures of it: of two at once the second waits here for the first, and sees what
 * they did. By its matter's row, as its own cannot be changed; readers never wait.
 *
 * @returns the version that the next result has; undefined: there is no such vote
 */
export async function lockVote(tx: Tx, id: number): Promise<number | undefined> {
  const matter = await tx
    .selectFrom("matter")
    .select("id")
    .where("id", "=", id)
    .where("kind", "=", "vote")
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!matter) return undefined;
  const { version } = await tx
    .selectFrom("vote_result")
    .select((eb) => eb.fn.coalesce(eb.fn.max("version"), eb.lit(0)).as("version"))
    .where("matter_id", "=", id)
    .executeTakeFirstOrThrow();
  return Number(version) + 1;
}

/** A place at which figures are entered for a round. */
export interface EnteredPlace {
  matter_id: number;
  place: number;
  round: number;
}

/** The seats of a place that are taken. */
export const listSeats = (tx: Tx, { matter_id, place, round }: EnteredPlace) =>
  tx
    .selectFrom("vote_seat")
    .select(["seat", "person_id"])
    .where("matter_id", "=", matter_id)
    .where("place", "=", place)
    .where("round", "=", round)
    .orderBy("seat")
    .execute();

/** Its keys refuse a second person on a seat, and a person on both. */
export async function insertSeat(tx: Tx, seat: NewRow<"vote_seat">): Promise<void> {
  await tx.insertInto("vote_seat").values(seat).execute();
}

const columnsOf = ({ ballots, first, second, invalid }: PlaceCount) => ({
  ballots,
  for_first: first,
  for_second: second,
  invalid,
});

const MOST_ENTRIES = 50;

/**
 * Adds what an officer entered, as the next version of theirs.
 *
 * @returns false: there are fifty
 */
export async function insertVoteEntry(
  tx: Tx,
  at: EnteredPlace & { seat: number; eligible: number; entered_at: Date },
  count: PlaceCount,
): Promise<boolean> {
  const { version } = await tx
    .selectFrom("vote_entry")
    .select((eb) => eb.fn.coalesce(eb.fn.max("version"), eb.lit(0)).as("version"))
    .where("matter_id", "=", at.matter_id)
    .where("place", "=", at.place)
    .where("round", "=", at.round)
    .where("seat", "=", at.seat)
    .executeTakeFirstOrThrow();
  if (Number(version) >= MOST_ENTRIES) return false;
  await tx
    .insertInto("vote_entry")
    .values({ ...at, ...columnsOf(count), version: Number(version) + 1 })
    .execute();
  return true;
}

export async function insertVoteCount(
  tx: Tx,
  at: EnteredPlace & { eligible: number; confirmed_at: Date },
  count: PlaceCount,
): Promise<void> {
  await tx
    .insertInto("vote_count")
    .values({ ...at, ...columnsOf(count) })
    .execute();
}

export async function insertVoteResult(
  tx: Tx,
  {
    result,
    reason,
    ...row
  }: Omit<NewRow<"vote_result">, "result" | "reason"> & {
    result: VoteResult;
    reason: object | null;
  },
): Promise<void> {
  await tx
    .insertInto("vote_result")
    .values({ ...row, result: JSON.stringify(result), reason: reason && JSON.stringify(reason) })
    .execute();
}

/** Every version of a vote's result, the first one first. */
export const listVoteResults = (db: Queryable, id: number) =>
  db
    .selectFrom("vote_result")
    .select(["version", "result", "reason", "published_at"])
    .where("matter_id", "=", id)
    .orderBy("version")
    .execute();

/** @returns its number; undefined: there are fifty */
export async function insertVoteObjection(
  tx: Tx,
  objection: Omit<NewRow<"vote_objection">, "position">,
): Promise<number | undefined> {
  const { count } = await tx
    .selectFrom("vote_objection")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("matter_id", "=", objection.matter_id)
    .executeTakeFirstOrThrow();
  const position = Number(count) + 1;
  if (position > 50) return undefined;
  await tx
    .insertInto("vote_objection")
    .values({ ...objection, position })
    .execute();
  return position;
}

/** @returns false: it is decided already, or there is no such objection */
export async function insertObjectionDecision(
  tx: Tx,
  { reasons, ...decision }: Omit<NewRow<"vote_objection_decision">, "reasons"> & { reasons: object },
): Promise<boolean> {
  const result = await tx
    .insertInto("vote_objection_decision")
    .columns(["matter_id", "position", "verdict", "reasons", "recorded_by", "recorded_at"])
    .expression((eb) =>
      eb
        .selectFrom("vote_objection")
        .select([
          "matter_id",
          "position",
          eb.val(decision.verdict).as("verdict"),
          sql<string>`${JSON.stringify(reasons)}::jsonb`.as("reasons"),
          sql<number>`${decision.recorded_by}::bigint`.as("recorded_by"),
          sql<Date>`${decision.recorded_at}::timestamptz`.as("recorded_at"),
        ])
        .where("matter_id", "=", decision.matter_id)
        .where("position", "=", decision.position),
    )
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export const listVoteObjections = (db: Queryable, id: number) =>
  db
    .selectFrom("vote_objection as objection")
    .leftJoin("vote_objection_decision as decision", (join) =>
      join
        .onRef("decision.matter_id", "=", "objection.matter_id")
        .onRef("decision.position", "=", "objection.position"),
    )
    .select([
      "objection.position",
      "objection.received_on",
      "objection.signatures",
      "decision.verdict",
      "decision.reasons",
      "decision.recorded_at as decided_at",
    ])
    .where("objection.matter_id", "=", id)
    .orderBy("objection.position")
    .execute();
