import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

/**
 * Takes the head of the ledger. Until `tx` ends nobody else can append, so sequence numbers have no gap and the
 * order of `seq` is the order of commits: a reader that asks for "after 41" can never miss a late 40.
 * Take it last in a transaction: it is the one lock that all writers of the ledger share.
 */
export function lockLedgerHead(tx: Tx) {
  return tx.selectFrom("ledger_head").select(["seq", "hash"]).forUpdate().executeTakeFirstOrThrow();
}

export async function insertEvents(
  tx: Tx,
  events: NewRow<"event">[],
  head: { seq: number; hash: Buffer },
): Promise<void> {
  await tx.insertInto("event").values(events).execute();
  await tx.updateTable("ledger_head").set(head).execute();
}

/** The ledger after `seq`, oldest first. */
export function listEvents(db: Queryable, after: number, limit: number) {
  return db
    .selectFrom("event")
    .select(["seq", "space_id", "matter_id", "kind", "at", "data", "hash"])
    .where("seq", ">", after)
    .orderBy("seq")
    .limit(limit)
    .execute();
}

/** The newest lines, newest first, before `seq` (or from the end). */
export function listLatestEvents(db: Queryable, before: number | undefined, limit: number) {
  return (
    db
      .selectFrom("event")
      // what is not before everybody keeps its title to those who may see it
      .leftJoin("matter", (join) =>
        join.onRef("matter.id", "=", "event.matter_id").on("matter.visibility", "=", "public"),
      )
      .select([
        "event.seq",
        "event.matter_id",
        "event.kind",
        "event.at",
        "event.data",
        "event.hash",
        "matter.title",
        "matter.kind as matter_kind",
      ])
      .$if(before !== undefined, (query) => query.where("event.seq", "<", before ?? 0))
      .orderBy("event.seq", "desc")
      .limit(limit)
      .execute()
  );
}

/** The timeline of some matters (a proposal and its forum), oldest first. */
export function listEventsOfMatters(db: Queryable, matterIds: number[]) {
  return db
    .selectFrom("event")
    .select(["seq", "matter_id", "kind", "at", "data"])
    .where("matter_id", "in", matterIds)
    .orderBy("seq")
    .execute();
}

export function readLedgerHead(db: Queryable) {
  return db.selectFrom("ledger_head").select(["seq", "hash"]).executeTakeFirstOrThrow();
}
