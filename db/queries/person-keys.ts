import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { DriveState } from "../tables/drive.ts";
import type { PaperLineState } from "../tables/paper.ts";

/** Drives in one of `states` that have keys of version 1. */
export async function listDrivesToRekey(db: Queryable, states: readonly DriveState[]) {
  const { rows } = await sql<{ matter_id: number; space_id: number }>`
    select drive.matter_id, matter.space_id from drive join matter on matter.id = drive.matter_id
    where drive.state = any(${[...states]}::text[]) and (
      exists (select from signature where signature.matter_id = drive.matter_id and key_version = 1)
      or exists (select from paper_line where paper_line.matter_id = drive.matter_id and key_version = 1
        and match_hash is not null))
    order by drive.matter_id`.execute(db);
  return rows;
}

export async function hasKeysToRekey(db: Queryable, matterId: number): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select
    exists (select from signature where matter_id = ${matterId} and key_version = 1)
    or exists (select from paper_line where matter_id = ${matterId} and key_version = 1 and match_hash is not null)
    as found`.execute(db);
  return rows[0]?.found ?? false;
}

/** A page of lines with a key of version 1, in their order. */
export async function listLinesToRekey(
  tx: Tx,
  matterId: number,
  after: { sheetId: number; line: number },
  limit: number,
) {
  const { rows } = await sql<{
    sheet_id: number;
    line: number;
    sealed: Buffer | null;
    state: PaperLineState;
    reasons: string[];
  }>`
    select sheet_id, line, sealed, state, reasons from paper_line
    where matter_id = ${matterId} and key_version = 1 and match_hash is not null
      and (sheet_id, line) > (${after.sheetId}, ${after.line})
    order by sheet_id, line limit ${limit}`.execute(tx);
  return rows;
}

export async function setLineKeys(
  tx: Tx,
  keyVersion: number,
  lines: readonly { sheetId: number; line: number; hash: Buffer }[],
): Promise<void> {
  await sql`
    update paper_line set match_hash = given.hash, key_version = ${keyVersion}
    from unnest(${lines.map((one) => one.sheetId)}::bigint[], ${lines.map((one) => one.line)}::int[],
      ${lines.map((one) => one.hash)}::bytea[]) as given (sheet_id, line, hash)
    where paper_line.sheet_id = given.sheet_id and paper_line.line = given.line`.execute(tx);
}

/** A page of signatures with a key of version 1, in the order of their people. */
export async function listSignaturesToRekey(tx: Tx, matterId: number, after: number, limit: number) {
  const { rows } = await sql<{ person_id: number; sealed: Buffer }>`
    select person_id, sealed from signature
    where matter_id = ${matterId} and key_version = 1 and person_id > ${after}
    order by person_id limit ${limit}`.execute(tx);
  return rows;
}

export async function setSignatureKeys(
  tx: Tx,
  matterId: number,
  keyVersion: number,
  signatures: readonly { personId: number; hash: Buffer }[],
): Promise<void> {
  await sql`
    update signature set match_hash = given.hash, key_version = ${keyVersion}
    from unnest(${signatures.map((one) => one.personId)}::bigint[],
      ${signatures.map((one) => one.hash)}::bytea[]) as given (person_id, hash)
    where signature.matter_id = ${matterId} and signature.person_id = given.person_id`.execute(tx);
}
