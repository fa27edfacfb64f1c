import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { Language } from "../tables/language.ts";
import type { MatterKind } from "../tables/matter.ts";
import type { NewRow } from "../tables/tables.ts";

/** What everybody may take along of a matter: it is before them, and was not taken back. */
const published = (db: Queryable, spaceId: number) =>
  db
    .selectFrom("matter")
    .where("matter.space_id", "=", spaceId)
    .where("matter.visibility", "=", "public")
    .where("matter.state", "<>", "withdrawn");

/** The published matters of a kind as they were written, by their numbers (matter_published). */
export function listMatterRows(
  db: Queryable,
  spaceId: number,
  kind: MatterKind,
  after: number,
  limit: number,
) {
  return published(db, spaceId)
    .select([
      "matter.id",
      "matter.state",
      "matter.title",
      "matter.body",
      "matter.language",
      "matter.category",
      "matter.district",
      "matter.opened_at",
      "matter.opens_at",
      "matter.closes_at",
      "matter.support_count",
      "matter.next_threshold",
    ])
    .where("matter.kind", "=", kind)
    .where("matter.id", ">", after)
    .orderBy("matter.id")
    .limit(limit)
    .execute();
}

/** One published matter, as much as other sites' pages need to know it by. */
export function findPublished(db: Queryable, spaceId: number, id: number) {
  return published(db, spaceId)
    .select(["matter.id", "matter.kind", "matter.category", "matter.closes_at"])
    .where("matter.id", "=", id)
    .executeTakeFirst();
}

/** What a calendar shows between two moments. */
interface CalendarQuestion {
  spaceId: number;
  from: Date;
  to: Date;
  language: Language;
}

/** Published matters of some kinds that open or close then, those that close first before others (matter_newest by kind). */
export function listCalendarMatters(
  db: Queryable,
  { spaceId, from, to, language }: CalendarQuestion,
  kinds: readonly MatterKind[],
  limit: number,
) {
  return published(db, spaceId)
    .leftJoin("matter_translation as translation", (join) =>
      join.onRef("translation.matter_id", "=", "matter.id").on("translation.language", "=", language),
    )
    .select((eb) => [
      "matter.id",
      "matter.kind",
      "matter.opens_at",
      "matter.closes_at",
      "matter.updated_at",
      eb.fn.coalesce("translation.title", "matter.title").as("title"),
    ])
    .where("matter.kind", "in", [...kinds])
    .where("matter.closes_at", ">=", from)
    .where("matter.opens_at", "<=", to)
    .orderBy("matter.closes_at")
    .orderBy("matter.id")
    .limit(limit)
    .execute();
}

/** Duties of published matters that are owed and due then, soonest first (duty_unmet). */
export function listCalendarDuties(
  db: Queryable,
  { spaceId, from, to, language }: CalendarQuestion,
  limit: number,
) {
  return published(db, spaceId)
    .innerJoin("duty", "duty.matter_id", "matter.id")
    .innerJoin("office", "office.id", "duty.office_id")
    .leftJoin("matter_translation as translation", (join) =>
      join.onRef("translation.matter_id", "=", "matter.id").on("translation.language", "=", language),
    )
    .select((eb) => [
      "duty.id",
      "duty.opened_at",
      "duty.due_at",
      "duty.article",
      "matter.id as matter_id",
      "matter.kind as matter_kind",
      "office.name as office",
      eb.fn.coalesce("translation.title", "matter.title").as("title"),
    ])
    .where("duty.space_id", "=", spaceId)
    .where("duty.met_at", "is", null)
    .where("duty.due_at", ">=", from)
    .where("duty.due_at", "<=", to)
    .orderBy("duty.due_at")
    .orderBy("duty.id")
    .limit(limit)
    .execute();
}

/** The thresholds of published matters, by matter and code. */
export function listThresholdRows(
  db: Queryable,
  spaceId: number,
  [matter, code]: readonly [matter: number, code: string],
  limit: number,
) {
  return published(db, spaceId)
    .innerJoin("threshold", "threshold.matter_id", "matter.id")
    .select([
      "threshold.matter_id",
      "threshold.code",
      "threshold.count",
      "threshold.consequence",
      "threshold.days",
      "threshold.article",
      "threshold.reached_at",
    ])
    .where((eb) => eb(eb.refTuple("threshold.matter_id", "threshold.code"), ">", eb.tuple(matter, code)))
    .orderBy("threshold.matter_id")
    .orderBy("threshold.code")
    .limit(limit)
    .execute();
}

/** The duties of published matters, by their numbers. */
export function listDutyRows(db: Queryable, spaceId: number, after: number, limit: number) {
  return published(db, spaceId)
    .innerJoin("duty", "duty.matter_id", "matter.id")
    .innerJoin("office", "office.id", "duty.office_id")
    .select([
      "duty.id",
      "duty.matter_id",
      "duty.kind",
      "duty.threshold_code",
      "duty.article",
      "duty.opened_at",
      "duty.due_at",
      "duty.met_at",
      "duty.replies",
      "office.code as office",
    ])
    .where("duty.id", ">", after)
    .orderBy("duty.id")
    .limit(limit)
    .execute();
}

/** Every version of the replies about published matters, by duty and version. */
export function listReplyRows(
  db: Queryable,
  spaceId: number,
  [duty, version]: readonly [duty: number, version: number],
  limit: number,
) {
  return published(db, spaceId)
    .innerJoin("duty", "duty.matter_id", "matter.id")
    .innerJoin("reply", "reply.duty_id", "duty.id")
    .select([
      "reply.duty_id",
      "reply.version",
      "reply.decision",
      "reply.body",
      "reply.next_on",
      "reply.published_at",
    ])
    .where((eb) => eb(eb.refTuple("reply.duty_id", "reply.version"), ">", eb.tuple(duty, version)))
    .orderBy("reply.duty_id")
    .orderBy("reply.version")
    .limit(limit)
    .execute();
}

/** The spaces that published nothing on a day yet, oldest first. */
export async function listSpacesWithoutDump(db: Queryable, day: string) {
  const { rows } = await sql<{ id: number; code: string }>`
    select id, code from space
    where not exists (select from open_data_dump where space_id = space.id and day = ${day}::date)
    order by id`.execute(db);
  return rows;
}

/** One maker of a space's files at a time; false: another is at it. Held until the transaction ends. */
export async function tryLockDump(tx: Tx, spaceId: number): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('open-data', ${spaceId})) as locked`.execute(tx);
  return rows[0]?.locked ?? false;
}

/** @returns false when there is one of that day already */
export async function insertDump(tx: Tx, dump: NewRow<"open_data_dump">): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("open_data_dump")
    .values(dump)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** @returns its number, for its pieces */
export async function insertDataFile(tx: Tx, file: NewRow<"open_data_file">): Promise<number> {
  const { id } = await tx.insertInto("open_data_file").values(file).returning("id").executeTakeFirstOrThrow();
  return id;
}

export async function insertDataPiece(tx: Tx, piece: NewRow<"open_data_piece">): Promise<void> {
  await tx.insertInto("open_data_piece").values(piece).execute();
}

/** What is known of a file once all of it is stored. */
export async function finishDataFile(
  tx: Tx,
  id: number,
  known: { rows: number | null; size: number; sha256: Buffer },
): Promise<void> {
  await tx.updateTable("open_data_file").set(known).where("id", "=", id).execute();
}

/** Removes a space's files but those of its newest days. */
export async function removeOldDumps(tx: Tx, spaceId: number, kept: number): Promise<void> {
  await sql`
    delete from open_data_dump where space_id = ${spaceId} and day < (
      select min(day) from (
        select day from open_data_dump where space_id = ${spaceId} order by day desc limit ${kept}) as newest)`.execute(
    tx,
  );
}

/** The days of a space that are kept, newest first. */
export function listDumps(db: Queryable, spaceId: number) {
  return db
    .selectFrom("open_data_dump")
    .select(["day", "made_at", "ledger_seq"])
    .where("space_id", "=", spaceId)
    .orderBy("day", "desc")
    .execute();
}

/** The files of a day, in their order. */
export function listDataFiles(db: Queryable, spaceId: number, day: string) {
  return db
    .selectFrom("open_data_file")
    .select(["name", "media_type", "rows", "size", "sha256"])
    .where("space_id", "=", spaceId)
    .where("day", "=", day)
    .orderBy("position")
    .execute();
}

export function findDataFile(db: Queryable, spaceId: number, day: string, name: string) {
  return db
    .selectFrom("open_data_file")
    .select(["id", "name", "media_type", "size", "sha256"])
    .where("space_id", "=", spaceId)
    .where("day", "=", day)
    .where("name", "=", name)
    .executeTakeFirst();
}

/** One piece of a file; undefined: it was removed meanwhile, or there is none of that number. */
export async function readDataPiece(
  db: Queryable,
  fileId: number,
  position: number,
): Promise<Buffer | undefined> {
  const piece = await db
    .selectFrom("open_data_piece")
    .select("bytes")
    .where("file_id", "=", fileId)
    .where("position", "=", position)
    .executeTakeFirst();
  return piece?.bytes;
}
