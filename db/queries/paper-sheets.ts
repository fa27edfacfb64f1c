import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { PaperLineState } from "../tables/paper.ts";
import type { NewRow } from "../tables/tables.ts";
import { isFreshlySuperseded } from "./drive-counts.ts";

/** The sheet of that number, made when there is none: entering one twice finds the same. @returns its id */
export async function upsertSheet(tx: Tx, sheet: NewRow<"paper_sheet">): Promise<number> {
  const { id } = await tx
    .insertInto("paper_sheet")
    .values(sheet)
    .onConflict((conflict) =>
      conflict.columns(["matter_id", "number"]).doUpdateSet((eb) => ({ number: eb.ref("excluded.number") })),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** The numbers of the lines of a sheet that were matched. */
export async function listMatchedLines(tx: Tx, sheetId: number): Promise<number[]> {
  const rows = await tx.selectFrom("paper_line").select("line").where("sheet_id", "=", sheetId).execute();
  return rows.map(({ line }) => line);
}

/** The numbers of the lines that a sheet has already, those that wait among them. */
export async function listEnteredLines(tx: Tx, sheetId: number): Promise<number[]> {
  const rows = await tx
    .selectFrom("paper_line")
    .select("line")
    .where("sheet_id", "=", sheetId)
    .unionAll(tx.selectFrom("paper_waiting").select("line").where("sheet_id", "=", sheetId))
    .execute();
  return rows.map(({ line }) => line);
}

/** The lines of a sheet as they are shown (see {@link isFreshlySuperseded}); nothing in them names anybody. */
export async function listLinesOfSheet(db: Queryable, sheetId: number) {
  const { rows } = await sql<{
    line: number;
    district: string | null;
    state: PaperLineState;
    reasons: string[];
    version: number;
  }>`
    select line, district, version, ${shownState} as state,
      case when ${isFreshlySuperseded} then (
        select before.reasons from paper_change before
        where before.sheet_id = paper_line.sheet_id and before.line = paper_line.line
        order by before.id desc offset 1 limit 1) else reasons end as reasons
    from paper_line left join drive_count on drive_count.matter_id = paper_line.matter_id
    where sheet_id = ${sheetId} order by line`.execute(db);
  return rows;
}

/** What its lines were before they were corrected, the latest first. */
export function listVersionsOfSheet(db: Queryable, sheetId: number) {
  return db
    .selectFrom("paper_line_version")
    .innerJoin("person", "person.id", "paper_line_version.replaced_by")
    .select(["line", "version", "state", "reasons", "replaced_at", "note", "person.public_name"])
    .where("sheet_id", "=", sheetId)
    .orderBy("line")
    .orderBy("version", "desc")
    .execute();
}

const shownState = sql<PaperLineState>`case when ${isFreshlySuperseded} then 'counted' else paper_line.state end`;

/** What waits of a sheet, and what became of the rest. */
interface LineCounts {
  waiting: number;
  counted: number;
  doubtful: number;
  refused: number;
  superseded: number;
}

const stateCounts = sql<LineCounts>`json_build_object(
  'waiting', (select count(*) from paper_waiting where paper_waiting.sheet_id = paper_sheet.id),
  'counted', count(*) filter (where ${shownState} = 'counted'),
  'doubtful', count(*) filter (where ${shownState} = 'doubtful'),
  'refused', count(*) filter (where ${shownState} = 'refused'),
  'superseded', count(*) filter (where ${shownState} = 'superseded'))`;

/** The newest sheets after `before` (a number), the highest number first. */
export function listSheets(db: Queryable, matterId: number, before: number | undefined, limit: number) {
  return db
    .selectFrom("paper_sheet")
    .leftJoin("paper_line", "paper_line.sheet_id", "paper_sheet.id")
    .leftJoin("drive_count", "drive_count.matter_id", "paper_sheet.matter_id")
    .select(["paper_sheet.id", "paper_sheet.number", "paper_sheet.source", "paper_sheet.entered_at"])
    .select(stateCounts.as("counts"))
    .where("paper_sheet.matter_id", "=", matterId)
    .$if(before !== undefined, (query) => query.where("paper_sheet.number", "<", before ?? 0))
    .groupBy("paper_sheet.id")
    .orderBy("paper_sheet.number", "desc")
    .limit(limit)
    .execute();
}

/** The number for the next sheet that is entered by hand. */
export async function nextSheetNumber(db: Queryable, matterId: number): Promise<number> {
  const { last } = await db
    .selectFrom("paper_sheet")
    .select((eb) => eb.fn.coalesce(eb.fn.max("number"), eb.lit(0)).as("last"))
    .where("matter_id", "=", matterId)
    .executeTakeFirstOrThrow();
  return Number(last) + 1;
}

/** The sheet of a number, with the id that its lines are under. */
export function findSheet(db: Queryable, matterId: number, number: number) {
  return db
    .selectFrom("paper_sheet")
    .select(["id", "number", "source", "entered_at"])
    .where("matter_id", "=", matterId)
    .where("number", "=", number)
    .executeTakeFirst();
}

/** The numbers that stand on the sheets, by their ids. */
export async function readSheetNumbers(db: Queryable, matterId: number): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom("paper_sheet")
    .select(["id", "number"])
    .where("matter_id", "=", matterId)
    .execute();
  return new Map(rows.map(({ id, number }) => [id, number]));
}
