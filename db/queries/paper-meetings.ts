import { sql } from "kysely";
import type { Tx } from "../client.ts";

/** What of a drive has one of these hashes: a signature online, or another line on paper. */

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

/** Hashes on other sheets, in the order of their lines: for seeing one sheet copied from another. */
export async function listNeighbours(tx: Tx, matterId: number, sheetId: number, hashes: Buffer[]) {
  const { rows } = await sql<{ match_hash: Buffer; sheet_id: number; line: number }>`
    select match_hash, sheet_id, line from paper_line
    where matter_id = ${matterId} and match_hash = any(${hashes}::bytea[]) and sheet_id <> ${sheetId}
    order by sheet_id, line`.execute(tx);
  return rows;
}
