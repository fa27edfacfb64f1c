import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { DriveState } from "../tables/drive.ts";
import { daysOffOfDrive } from "./drives.ts";

/** The drives that are under way, with what of each waits for the clerk. */
export function listDrivesAtWork(
  db: Queryable,
  spaceId: number,
  states: readonly DriveState[],
  limit: number,
) {
  return db
    .selectFrom("drive")
    .innerJoin("matter", "matter.id", "drive.matter_id")
    .innerJoin("statute", "statute.id", "drive.statute_id")
    .selectAll("drive")
    .select([
      "matter.title",
      "matter.support_count",
      "matter.closes_at",
      "statute.code as statute_code",
      "statute.definition",
    ])
    .select(daysOffOfDrive.as("days_off"))
    .select([
      sql<number>`(select count(*) from paper_line
        where paper_line.matter_id = drive.matter_id and paper_line.state = 'doubtful')::int`.as("doubtful"),
      sql<number>`(select count(*) from objection
        where objection.matter_id = drive.matter_id and objection.decided_at is null)::int`.as("objections"),
    ])
    .where("matter.space_id", "=", spaceId)
    .where("matter.kind", "=", "drive") // so that the space's drives are looked up, and not everybody's (matter_newest)
    .where("drive.state", "in", [...states])
    .orderBy("drive.matter_id", "desc")
    .limit(limit)
    .execute();
}

/** How many drives stand at each state, those that are over included. */
export async function countStates(db: Queryable, spaceId: number) {
  return db
    .selectFrom("drive")
    .innerJoin("matter", "matter.id", "drive.matter_id")
    .select(["drive.state", (eb) => eb.fn.countAll<number>().as("count")])
    .where("matter.space_id", "=", spaceId)
    .where("matter.kind", "=", "drive")
    .groupBy("drive.state")
    .execute();
}

/** Signs of abuse that nobody looked at yet, the latest first. */
export function listUnseenSigns(db: Queryable, spaceId: number, limit: number) {
  return db
    .selectFrom("abuse_sign")
    .innerJoin("matter", "matter.id", "abuse_sign.matter_id")
    .selectAll("abuse_sign")
    .select("matter.title")
    .where("matter.space_id", "=", spaceId)
    .where("abuse_sign.seen_at", "is", null)
    .orderBy("abuse_sign.last_at", "desc")
    .orderBy("abuse_sign.id")
    .limit(limit)
    .execute();
}

/**
 * The council takes its further time: once.
 *
 * @returns false: it did already, or the drive stands elsewhere
 */
export async function extendDecision(tx: Tx, matterId: number, from: DriveState, at: Date): Promise<boolean> {
  const result = await tx
    .updateTable("drive")
    .set({ extended_at: at })
    .where("matter_id", "=", matterId)
    .where("state", "=", from)
    .where("extended_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Remembers that a date was reminded of. @returns false: it was before */
export async function insertReminder(
  tx: Tx,
  reminder: { matter_id: number; step: string; due_on: string; sent_at: Date },
): Promise<boolean> {
  const result = await tx
    .insertInto("drive_reminder")
    .values(reminder)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
