import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { DriveState } from "../tables/drive.ts";
import type { PaperWaitingTable } from "../tables/paper.ts";
import type { NewRow } from "../tables/tables.ts";

export async function insertWaiting(tx: Tx, lines: NewRow<"paper_waiting">[]): Promise<void> {
  if (lines.length > 0) await tx.insertInto("paper_waiting").values(lines).execute();
}

/** The lines of a sheet that wait, in their order. */
export function listWaitingLines(db: Queryable, sheetId: number) {
  return db.selectFrom("paper_waiting").selectAll().where("sheet_id", "=", sheetId).orderBy("line").execute();
}

/** Puts other words on a line that waits; it counts by when it was entered still. */
export async function mendWaiting(
  tx: Tx,
  at: { sheetId: number; line: number },
  change: Pick<PaperWaitingTable, "sealed" | "typed_by" | "typed_at">,
): Promise<void> {
  await tx
    .updateTable("paper_waiting")
    .set(change)
    .where("sheet_id", "=", at.sheetId)
    .where("line", "=", at.line)
    .execute();
}

/**
 * Takes what one clerk typed of a sheet, to be matched in this transaction. Under the matter's lock: whoever types on a
 * sheet holds it.
 *
 * @param until null: whenever it was typed; else only of a sheet on which nobody typed since
 * @returns nothing: another was faster, or somebody typed on it meanwhile
 */
export async function takeWaiting(tx: Tx, sheetId: number, typedBy: number, until: Date | null) {
  let taking = tx.deleteFrom("paper_waiting").where("sheet_id", "=", sheetId).where("typed_by", "=", typedBy);
  if (until)
    taking = taking.where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("paper_waiting as other")
            .select("other.line")
            .where("other.sheet_id", "=", sheetId)
            .where("other.typed_at", ">=", until),
        ),
      ),
    );
  const rows = await taking.returningAll().execute();
  return rows.sort((a, b) => a.line - b.line);
}

/** How many lines of a drive wait. */
export async function countWaiting(db: Queryable, matterId: number): Promise<number> {
  const { waiting } = await db
    .selectFrom("paper_waiting")
    .select((eb) => eb.fn.countAll().as("waiting"))
    .where("matter_id", "=", matterId)
    .executeTakeFirstOrThrow();
  return Number(waiting);
}

/** What is matched together: what one clerk typed of one sheet. */
export interface WaitingSheet {
  spaceId: number;
  matterId: number;
  sheetId: number;
  typedBy: number;
}

/** Everything of a drive that waits, in the order in which its sheets came. */
export async function listWaitingSheets(
  db: Queryable,
  spaceId: number,
  matterId: number,
): Promise<WaitingSheet[]> {
  const rows = await db
    .selectFrom("paper_waiting")
    .innerJoin("matter", "matter.id", "paper_waiting.matter_id")
    .select(["sheet_id", "typed_by"])
    .distinct()
    .where("paper_waiting.matter_id", "=", matterId)
    .where("matter.space_id", "=", spaceId)
    .orderBy("sheet_id")
    .orderBy("typed_by")
    .execute();
  return rows.map(({ sheet_id: sheetId, typed_by: typedBy }) => ({ spaceId, matterId, sheetId, typedBy }));
}

/**
 * Sheets of all spaces on which nobody typed since `until`, where at least `fewest` such lines of the same clerk wait in
 * the drive, or the drive is in none of `entry` any more.
 */
export async function listDueSheets(
  db: Queryable,
  { until, fewest, entry }: { until: Date; fewest: number; entry: readonly DriveState[] },
): Promise<WaitingSheet[]> {
  const { rows } = await sql<WaitingSheet>`
    select matter.space_id as "spaceId", drive.matter_id as "matterId", sheet_id as "sheetId", typed_by as "typedBy"
    from (
      select line.matter_id, line.sheet_id, typed_by,
        sum(count(*)) over (partition by line.matter_id, typed_by) as lines
      from paper_waiting line
      where not exists (select from paper_waiting other where other.sheet_id = line.sheet_id and typed_at >= ${until})
      group by line.matter_id, line.sheet_id, typed_by
    ) quiet
    join drive on drive.matter_id = quiet.matter_id
    join matter on matter.id = quiet.matter_id
    where lines >= ${fewest} or drive.state <> all(${[...entry]}::text[])
    order by drive.matter_id, sheet_id, typed_by`.execute(db);
  return rows;
}
