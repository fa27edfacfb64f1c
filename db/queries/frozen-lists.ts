import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

/**
 * SHA-256 of a list as it stands: a line for each signature online (the hash of its sealed data) and each line of
 * paper that counts (sheet, line, and the same), sorted by their bytes, LF between them. It can be computed again for
 * as long as the data is kept, and says of nobody that they are in it.
 */
export async function hashList(
  db: Queryable,
  matterId: number,
): Promise<{ online: number; paper: number; hash: Buffer }> {
  const { rows } = await sql<{ online: number; paper: number; hash: Buffer }>`
    with entries as (
      select true as online, 'online ' || encode(sha256(sealed), 'hex') as entry
      from signature where matter_id = ${matterId}
      union all
      select false, 'paper ' || paper_sheet.number || ' ' || paper_line.line || ' '
        || encode(sha256(coalesce(paper_line.sealed, ''::bytea)), 'hex')
      from paper_line join paper_sheet on paper_sheet.id = paper_line.sheet_id
      where paper_line.matter_id = ${matterId} and paper_line.state = 'counted'
    )
    select count(*) filter (where online)::int as online, count(*) filter (where not online)::int as paper,
      sha256(convert_to(coalesce(string_agg(entry, E'\n' order by entry collate "C"), ''), 'UTF8')) as hash
    from entries`.execute(db);
  const [row] = rows;
  if (!row) throw new Error("An aggregate always has a row.");
  return row;
}

export async function insertFrozenList(tx: Tx, list: NewRow<"frozen_list">): Promise<void> {
  await tx.insertInto("frozen_list").values(list).execute();
}

/** The lists as they were handed in, the first one first. */
export function listFrozenLists(db: Queryable, matterId: number) {
  return db
    .selectFrom("frozen_list")
    .select(["round", "online", "paper", "hash", "event_seq", "frozen_at"])
    .where("matter_id", "=", matterId)
    .orderBy("round")
    .execute();
}
