import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { PaperLineState } from "../tables/paper.ts";
import type { NewRow } from "../tables/tables.ts";

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
