import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

/** Where a space's chain stands. */
export interface LedgerHead {
  space_id: number;
  seq: number;
  hash: Buffer;
}

/**
 * Takes the heads of some spaces' ledgers. Until `tx` ends nobody else can append to them, so the numbers of each
 * have no gap and their order is the order of commits: a reader that asks for "after 41" can never miss a late 40.
 *
 * Writers of one space queue here and those of others pass by. Several heads are taken in the order of the spaces'
 * ids, so two transactions that need the same ones queue and never deadlock; take them last, after every other lock.
 */
export async function lockLedgerHeads(tx: Tx, spaceIds: readonly number[]): Promise<Map<number, LedgerHead>> {
  const heads = await tx
    .selectFrom("ledger_head")
    .select(["space_id", "seq", "hash"])
    .where("space_id", "in", [...new Set(spaceIds)])
    .orderBy("space_id")
    .forUpdate()
    .execute();
  return new Map(heads.map((head) => [head.space_id, head]));
}

/** Adds lines and moves the heads that they hang from; their locks must be held. */
export async function insertEvents(tx: Tx, events: NewRow<"event">[], heads: LedgerHead[]): Promise<void> {
  await tx.insertInto("event").values(events).execute();
  await sql`
    update ledger_head set seq = moved.seq, hash = moved.hash
    from unnest(${heads.map((head) => head.space_id)}::int[], ${heads.map((head) => head.seq)}::bigint[],
      ${heads.map((head) => head.hash)}::bytea[]) as moved (space_id, seq, hash)
    where ledger_head.space_id = moved.space_id`.execute(tx);
}

/** A line as it is stored, and all that its hash is made of. */
const LINE = [
  "event.seq",
  "event.space_id",
  "event.matter_id",
  "event.kind",
  "event.at",
  "event.data",
  "event.salt",
  "event.hash",
] as const;

/** A space's ledger after `seq`, oldest first; `visibility` is of the matter that a line is about. */
export function listEvents(db: Queryable, spaceId: number, after: number, limit: number) {
  return db
    .selectFrom("event")
    .leftJoin("matter", "matter.id", "event.matter_id")
    .select([...LINE, "matter.visibility"])
    .where("event.space_id", "=", spaceId)
    .where("event.seq", ">", after)
    .orderBy("event.seq")
    .limit(limit)
    .execute();
}

/** All lines of a kind of which there are few, oldest first. */
export function listLines(db: Queryable, spaceId: number, kind: string) {
  return db
    .selectFrom("event")
    .select(["seq", "matter_id", "data"])
    .where("space_id", "=", spaceId)
    .where("kind", "=", kind)
    .orderBy("seq")
    .execute();
}

/** The newest lines of a space, newest first, before `seq` (or from the end). */
export function listLatestEvents(db: Queryable, spaceId: number, before: number | undefined, limit: number) {
  return (
    db
      .selectFrom("event")
      // what is not before everybody keeps its title to those who may see it
      .leftJoin("matter", (join) =>
        join.onRef("matter.id", "=", "event.matter_id").on("matter.visibility", "=", "public"),
      )
      .select([...LINE, "matter.title", "matter.kind as matter_kind"])
      .where("event.space_id", "=", spaceId)
      .$if(before !== undefined, (query) => query.where("event.seq", "<", before ?? 0))
      .orderBy("event.seq", "desc")
      .limit(limit)
      .execute()
  );
}

/** The timeline of some matters of one space (a proposal and its forum), oldest first, without lines of these kinds. */
export function listEventsOfMatters(db: Queryable, matterIds: number[], without: readonly string[]) {
  return db
    .selectFrom("event")
    .select(["seq", "matter_id", "kind", "at", "data"])
    .where("matter_id", "in", matterIds)
    .where("kind", "not in", without)
    .orderBy("seq")
    .execute();
}

export function readLedgerHead(db: Queryable, spaceId: number) {
  return db
    .selectFrom("ledger_head")
    .select(["seq", "hash"])
    .where("space_id", "=", spaceId)
    .executeTakeFirstOrThrow();
}

/** The first line of a kind about a matter, with the hash that the chain has of it; undefined: there is none. */
export function findLineAbout(db: Queryable, matterId: number, kind: string) {
  return db
    .selectFrom("event")
    .select(["seq", "at", "data", "hash"])
    .where("matter_id", "=", matterId)
    .where("kind", "=", kind)
    .orderBy("seq")
    .limit(1)
    .executeTakeFirst();
}

/** One line of a space; undefined: there is none of that number. */
export function findEvent(db: Queryable, spaceId: number, seq: number) {
  return db
    .selectFrom("event")
    .select(["seq", "space_id", "matter_id", "kind", "at", "data", "salt"])
    .where("space_id", "=", spaceId)
    .where("seq", "=", seq)
    .executeTakeFirst();
}
