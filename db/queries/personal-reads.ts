import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

export async function insertPersonalRead(tx: Tx, read: NewRow<"personal_read">): Promise<number> {
  const { id } = await tx.insertInto("personal_read").values(read).returning("id").executeTakeFirstOrThrow();
  return id;
}

/** @returns their numbers */
export async function insertPersonalReads(tx: Tx, reads: NewRow<"personal_read">[]): Promise<number[]> {
  const rows = await tx.insertInto("personal_read").values(reads).returning("id").execute();
  return rows.map(({ id }) => id);
}

/** Who looked at a person's signature: looks at it alone, and at whole lists since it was given. */
export function listReadsOfSigner(db: Queryable, matterId: number, personId: number) {
  return db
    .selectFrom("personal_read")
    .innerJoin("office", "office.id", "personal_read.office_id")
    .innerJoin("signature", (join) =>
      join
        .onRef("signature.matter_id", "=", "personal_read.matter_id")
        .on("signature.person_id", "=", personId),
    )
    .select(["office.name", "personal_read.purpose", "personal_read.scope", "personal_read.at"])
    .where("personal_read.matter_id", "=", matterId)
    .where((eb) =>
      eb.or([
        eb("personal_read.subject", "=", personId),
        eb.and([
          eb("personal_read.scope", "in", ["list", "export"]),
          eb("personal_read.at", ">=", eb.ref("signature.signed_at")),
        ]),
      ]),
    )
    .orderBy("personal_read.id", "desc")
    .execute();
}

/** Every look at a drive's personal data, newest first, for the clerk's desk. */
export function listReadsOfDrive(db: Queryable, matterId: number, limit: number) {
  return db
    .selectFrom("personal_read")
    .innerJoin("office", "office.id", "personal_read.office_id")
    .innerJoin("person as reader", "reader.id", "personal_read.reader_id")
    .selectAll("personal_read")
    .select(["office.name as office_name", "reader.public_name as reader_name"])
    .where("personal_read.matter_id", "=", matterId)
    .orderBy("personal_read.id", "desc")
    .limit(limit)
    .execute();
}

/** How many entries a drive's list has: standing signatures online, and lines on paper that count. */
export async function countEntries(tx: Tx, matterId: number): Promise<number> {
  const { rows } = await sql<{ entries: number }>`
    select (select count(*) from signature where matter_id = ${matterId})::int
      + (select count(*) from paper_line where matter_id = ${matterId} and state = 'counted')::int as entries`.execute(
    tx,
  );
  return rows[0]?.entries ?? 0;
}

/** Lines on paper in the order of sheets and lines. */
export function listPaperLines(
  db: Queryable,
  matterId: number,
  which: { sheetId?: number; lines?: { sheetId: number; line: number }[]; states?: readonly string[] } = {},
  page: { after?: { sheetId: number; line: number }; limit?: number } = {},
) {
  const { sheetId, lines, states } = which;
  const { after, limit = 10_000 } = page;
  return db
    .selectFrom("paper_line")
    .selectAll()
    .where("matter_id", "=", matterId)
    .$if(sheetId !== undefined, (query) => query.where("sheet_id", "=", sheetId ?? 0))
    .$if(states !== undefined, (query) => query.where(sql<boolean>`state = any(${[...(states ?? [])]})`))
    .$if(lines !== undefined, (query) =>
      query.where(
        sql<boolean>`(sheet_id, line) in (select * from unnest(
          ${(lines ?? []).map((one) => one.sheetId)}::bigint[], ${(lines ?? []).map((one) => one.line)}::int[]))`,
      ),
    )
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(sheet_id, line) > (${after?.sheetId ?? 0}, ${after?.line ?? 0})`),
    )
    .orderBy("sheet_id")
    .orderBy("line")
    .limit(limit)
    .execute();
}
