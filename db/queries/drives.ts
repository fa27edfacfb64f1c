import { type Expression, type SqlBool, sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { DriveState } from "../tables/drive.ts";
import type { NewRow } from "../tables/tables.ts";
import { shownCounted } from "./drive-counts.ts";
import { addressColumn } from "./matter-addresses.ts";

/** The days on which none of a drive's periods ends, beside those of the country; null: it keeps its dates as counted. */
export const daysOffOfDrive = sql<DayOffJson[] | null>`case when drive.skips_days_off then (
  select coalesce(json_agg(json_build_object('day', day_off.day, 'addedOn', day_off.added_on) order by day_off.day), '[]')
  from day_off where day_off.space_id = matter.space_id) end`;

interface DayOffJson {
  day: string;
  addedOn: string;
}

/** A drive with its matter and the law it goes by; undefined when the space has none of that id. */
export function findDrive(db: Queryable, spaceId: number, matterId: number) {
  return db
    .selectFrom("drive")
    .innerJoin("matter", "matter.id", "drive.matter_id")
    .innerJoin("statute", "statute.id", "drive.statute_id")
    .leftJoin("drive_count", "drive_count.matter_id", "drive.matter_id")
    .selectAll("drive")
    .select([
      // lines on paper, as they are shown; the others of support_count were signed online
      // Of whom a line was superseded and who took their signature back, the count is one less at once.
      sql<number>`least(${shownCounted}, matter.support_count)`.as("paper_count"),
      "drive_count.counted_day",
      "drive_count.districts",
      "matter.space_id",
      "matter.state as matter_state",
      "matter.visibility",
      addressColumn.as("address"),
      "matter.title",
      "matter.language",
      "matter.category",
      "matter.opened_at",
      "matter.closes_at",
      "matter.support_count",
      "matter.next_threshold",
      "statute.code as statute_code",
      "statute.version as statute_version",
      "statute.definition",
      daysOffOfDrive.as("days_off"),
    ])
    .where("drive.matter_id", "=", matterId)
    .where("matter.space_id", "=", spaceId)
    .executeTakeFirst();
}

export type DriveRow = NonNullable<Awaited<ReturnType<typeof findDrive>>>;

export async function insertDrive(tx: Tx, drive: NewRow<"drive">): Promise<void> {
  await tx.insertInto("drive").values(drive).execute();
}

type DriveChange = Partial<Omit<NewRow<"drive">, "matter_id" | "state">>;

/**
 * Moves a drive on, if it still stands where it was seen: one conditional UPDATE.
 *
 * @param condition what else must hold in the row, such as that no shortfall was granted yet
 * @returns false: somebody was faster, nothing changed
 */
export async function moveDrive(
  tx: Tx,
  matterId: number,
  from: readonly DriveState[],
  to: DriveState,
  change: DriveChange = {},
  condition?: Expression<SqlBool>,
): Promise<boolean> {
  const result = await tx
    .updateTable("drive")
    .set({ ...change, state: to })
    .where("matter_id", "=", matterId)
    .where("state", "in", [...from])
    .$if(condition !== undefined, (query) => query.where(condition ?? sql<SqlBool>`true`))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function updateDrive(tx: Tx, matterId: number, change: DriveChange): Promise<void> {
  await tx.updateTable("drive").set(change).where("matter_id", "=", matterId).execute();
}

/** The row lock under which everything that changes a drive's count or list is done; none is taken in another space. */
export function lockDriveMatter(tx: Tx, spaceId: number, matterId: number) {
  return tx
    .selectFrom("matter")
    .select([
      "id",
      "space_id",
      "category",
      "state",
      "closes_at",
      "support_count",
      "support_serial",
      "next_threshold",
      "text_fixed_at",
    ])
    .where("id", "=", matterId)
    .where("space_id", "=", spaceId)
    .where("kind", "=", "drive")
    .forUpdate()
    .executeTakeFirst();
}

/** Opens a drive's matter again until `closesAt` (a shortfall), or ends it (`closesAt` null) at `at`. */
export async function setDriveMatter(
  tx: Tx,
  matterId: number,
  closesAt: Date | null,
  at: Date,
): Promise<void> {
  await tx
    .updateTable("matter")
    .set(
      closesAt === null
        ? { state: "closed", ended_at: at }
        : { state: "open", ended_at: null, closes_at: closesAt },
    )
    .where("id", "=", matterId)
    .execute();
}

/** Ends a drive's matter because its list is handed in: nobody who stands in it can take theirs back any more. */
export async function endDriveMatterByList(tx: Tx, matterId: number, at: Date): Promise<void> {
  await tx
    .updateTable("matter")
    .set({ state: "closed", ended_at: at, supports_fixed_at: at })
    .where("id", "=", matterId)
    .execute();
}

/** Brings a drive before everybody that only who has its address found. */
export async function listDrive(tx: Tx, matterId: number, at: Date): Promise<void> {
  await tx.updateTable("matter").set({ visibility: "public" }).where("id", "=", matterId).execute();
  await updateDrive(tx, matterId, { listed_at: at });
}

/** Drives for which people sign, in the order of their ids. */
export async function listCollecting(db: Queryable, spaceId: number): Promise<number[]> {
  const rows = await db
    .selectFrom("drive")
    .innerJoin("matter", "matter.id", "drive.matter_id")
    .select("drive.matter_id")
    .where("matter.space_id", "=", spaceId)
    .where("matter.kind", "=", "drive")
    .where("drive.state", "=", "collecting")
    .orderBy("drive.matter_id")
    .execute();
  return rows.map((row) => row.matter_id);
}

/** Drives of all spaces whose window has closed and that time alone may move on. */
export function listDrivesToAdvance(db: Queryable, now: Date) {
  return db
    .selectFrom("drive")
    .innerJoin("matter", "matter.id", "drive.matter_id")
    .select(["drive.matter_id", "matter.space_id"])
    .where((is) =>
      is.or([
        is("drive.state", "in", ["collecting", "collected", "shortfall"]).and("matter.closes_at", "<", now),
        is("drive.state", "=", "inspection").and("drive.inspect_until", "<", now),
      ]),
    )
    .orderBy("drive.matter_id")
    .execute();
}

/** Drives of all spaces whose legal period of keeping personal data has ended. */
export function listDataToDelete(db: Queryable, now: Date) {
  return db
    .selectFrom("drive")
    .innerJoin("matter", "matter.id", "drive.matter_id")
    .select(["drive.matter_id", "matter.space_id"])
    .where("drive.data_deleted_at", "is", null)
    .where("drive.delete_data_at", "<", now)
    .orderBy("drive.matter_id")
    .execute();
}
