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

/** Who signed online with one of these. It must stand after the statement that took the matter's lock. */
export async function listOnline(tx: Tx, matterId: number, hashes: Buffer[]) {
  const { rows } = await sql<{ match_hash: Buffer; person_id: number }>`
    select match_hash, person_id from signature
    where matter_id = ${matterId} and match_hash = any(${hashes}::bytea[])`.execute(tx);
  return rows;
}

/** Lines that count, or may yet, with one of these. */
export async function listPaperHashes(tx: Tx, matterId: number, hashes: Buffer[]) {
  const { rows } = await sql<{
    match_hash: Buffer;
    state: "counted" | "doubtful";
    sheet_id: number;
    line: number;
  }>`
    select match_hash, state, sheet_id, line from paper_line
    where matter_id = ${matterId} and match_hash = any(${hashes}::bytea[]) and state in ('counted', 'doubtful')`.execute(
    tx,
  );
  return rows;
}

export async function insertPaperLines(tx: Tx, lines: NewRow<"paper_line">[]): Promise<void> {
  if (lines.length > 0) await tx.insertInto("paper_line").values(lines).execute();
}

export function findPaperLine(tx: Tx, matterId: number, sheetId: number, line: number) {
  return tx
    .selectFrom("paper_line")
    .innerJoin("paper_sheet", "paper_sheet.id", "paper_line.sheet_id")
    .select([
      "paper_line.state",
      "paper_line.reasons",
      "paper_line.match_hash",
      "paper_line.decided_by",
      "paper_line.version",
      "paper_sheet.number as sheet",
    ])
    .where("paper_line.matter_id", "=", matterId)
    .where("sheet_id", "=", sheetId)
    .where("line", "=", line)
    .executeTakeFirst();
}

/**
 * Moves a line to another state, if it still stands where it was seen.
 *
 * @param by who decided it; null: it follows from the register, and may change with it again
 */
export async function changePaperLine(
  tx: Tx,
  at: { sheetId: number; line: number; from: PaperLineState },
  change: { state: PaperLineState; reasons: readonly string[]; by: number | null; at: Date },
): Promise<boolean> {
  const result = await tx
    .updateTable("paper_line")
    .set({
      state: change.state,
      reasons: [...change.reasons],
      decided_by: change.by,
      decided_at: change.by === null ? null : change.at,
    })
    .where("sheet_id", "=", at.sheetId)
    .where("line", "=", at.line)
    .where("state", "=", at.from)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/**
 * The same of many lines, in two statements, for what nobody decided: those that stop counting first, because the index
 * paper_line_once looks at each row as it is written.
 */
export async function changePaperLines(
  tx: Tx,
  lines: readonly {
    sheetId: number;
    line: number;
    before: PaperLineState;
    state: PaperLineState;
    reasons: readonly string[];
  }[],
): Promise<void> {
  const [counting, others] = [
    lines.filter(({ state }) => state === "counted"),
    lines.filter(({ state }) => state !== "counted"),
  ];
  for (const some of [others, counting])
    if (some.length > 0)
      await sql`
        update paper_line set state = given.state, reasons = string_to_array(given.reasons, ' '),
          decided_by = null, decided_at = null
        from unnest(
          ${some.map((one) => one.sheetId)}::bigint[], ${some.map((one) => one.line)}::int[],
          ${some.map((one) => one.before)}::text[], ${some.map((one) => one.state)}::text[],
          ${some.map((one) => one.reasons.join(" "))}::text[]) as given (sheet_id, line, before, state, reasons)
        where paper_line.sheet_id = given.sheet_id and paper_line.line = given.line
          and paper_line.state = given.before`.execute(tx);
}

/**
 * Puts what a line should be in its place, if it still is of the version that was looked at, and keeps what it was.
 *
 * @returns false: somebody else changed it
 */
export async function correctPaperLine(
  tx: Tx,
  at: { sheetId: number; line: number; matterId: number; version: number },
  {
    reasons,
    ...change
  }: Pick<
    NewRow<"paper_line">,
    "district" | "sealed" | "match_hash" | "key_version" | "state" | "decided_by"
  > & {
    reasons: readonly string[];
  },
  why: { by: number; at: Date; note: string },
): Promise<boolean> {
  const { sheetId, line, matterId, version } = at;
  const kept = await sql`
    insert into paper_line_version
      (sheet_id, line, version, matter_id, district, sealed, state, reasons, replaced_by, replaced_at, note)
    select sheet_id, line, version, matter_id, district, sealed, state, reasons, ${why.by}::bigint,
      ${why.at}::timestamptz, ${why.note}
    from paper_line
    where sheet_id = ${sheetId} and line = ${line} and matter_id = ${matterId} and version = ${version}`.execute(
    tx,
  );
  if (kept.numAffectedRows !== 1n) return false;
  await tx
    .updateTable("paper_line")
    .set({
      ...change,
      reasons: [...reasons],
      decided_at: change.decided_by === null ? null : why.at,
      superseded_by: null,
      version: version + 1,
    })
    .where("sheet_id", "=", sheetId)
    .where("line", "=", line)
    .execute();
  return true;
}

/**
 * Lines that were refused for nothing but a second line of the same person, which counts no longer: which of them
 * counts now is the clerk's to decide.
 *
 * @returns those lines, with the numbers of their sheets and the reasons that they keep
 */
export async function putTwinsInDoubt(
  tx: Tx,
  matterId: number,
  hash: Buffer,
  but: { sheetId: number; line: number },
) {
  const { rows } = await sql<{ sheetId: number; sheet: number; line: number; reasons: string[] }>`
    update paper_line set state = 'doubtful' from paper_sheet
    where paper_sheet.id = sheet_id and paper_line.matter_id = ${matterId} and match_hash = ${hash}
      and state = 'refused' and decided_by is null and reasons = array['signed-on-paper']
      and (sheet_id, line) <> (${but.sheetId}, ${but.line})
    returning sheet_id as "sheetId", paper_sheet.number as sheet, line, reasons`.execute(tx);
  return rows;
}

/** A list that is handed in has these lines from now on. */
export async function markListed(tx: Tx, matterId: number, round: number): Promise<void> {
  await tx
    .updateTable("paper_line")
    .set({ listed: round })
    .where("matter_id", "=", matterId)
    .where("state", "=", "counted")
    .where("listed", "is", null)
    .execute();
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

/** Lines that nobody decided on and that the register speaks of, a page in their order. */
export function listLinesToRecheck(
  tx: Tx,
  matterId: number,
  after: { sheetId: number; line: number },
  limit: number,
) {
  return tx
    .selectFrom("paper_line")
    .innerJoin("paper_sheet", "paper_sheet.id", "paper_line.sheet_id")
    .select(["sheet_id", "line", "state", "reasons", "match_hash", "district", "paper_sheet.number as sheet"])
    .where("paper_line.matter_id", "=", matterId)
    .where("decided_by", "is", null)
    .where("state", "<>", "superseded")
    .where("match_hash", "is not", null)
    .where(sql<boolean>`(sheet_id, line) > (${after.sheetId}, ${after.line})`)
    .orderBy("sheet_id")
    .orderBy("line")
    .limit(limit)
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

/** Lines that wait for a decision, in the order of sheets; nothing in them names anybody. */
export function listDoubtfulLines(
  db: Queryable,
  matterId: number,
  after: { sheet: number; line: number } | undefined,
  limit: number,
) {
  return db
    .selectFrom("paper_line")
    .innerJoin("paper_sheet", "paper_sheet.id", "paper_line.sheet_id")
    .select([
      "paper_line.sheet_id",
      "paper_sheet.number as sheet",
      "paper_line.line",
      "paper_line.district",
      "paper_line.reasons",
    ])
    .where("paper_line.matter_id", "=", matterId)
    .where("paper_line.state", "=", "doubtful")
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(paper_sheet.number, paper_line.line) > (${after?.sheet ?? 0}, ${after?.line ?? 0})`,
      ),
    )
    .orderBy("paper_sheet.number")
    .orderBy("paper_line.line")
    .limit(limit)
    .execute();
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

/** Hashes on other sheets, in the order of their lines: for seeing one sheet copied from another. */
export async function listNeighbours(tx: Tx, matterId: number, sheetId: number, hashes: Buffer[]) {
  const { rows } = await sql<{ match_hash: Buffer; sheet_id: number; line: number }>`
    select match_hash, sheet_id, line from paper_line
    where matter_id = ${matterId} and match_hash = any(${hashes}::bytea[]) and sheet_id <> ${sheetId}
    order by sheet_id, line`.execute(tx);
  return rows;
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
