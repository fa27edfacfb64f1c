import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { SupportPair } from "./supports.ts";

/** What a signature carries: nothing in it can be read without the drive's data key. */
export interface SealedSignature {
  district: string | null;
  sealed: Buffer;
  matchHash: Buffer;
  keyVersion: number;
  /** Of the version before: lines on paper may still have it. */
  formerHash: Buffer;
  /** What makes the signature's receipt a secret; the rest of its text stands in the row and the drive. */
  nonce: Buffer;
  /** The form of the receipt's text. */
  receipt: number;
}

/**
 * Stores the signatures of supports that were just added, in one statement: what somebody signed on paper before
 * stops counting. It must stand after the statement that took the matters' locks, because only then does it see
 * what lines others counted while this transaction waited.
 *
 * @returns the signers whose line on paper was superseded: the count stays as it was
 */
export async function insertSignatures(
  tx: Tx,
  signatures: (SealedSignature & SupportPair & { at: Date })[],
): Promise<SupportPair[]> {
  const { rows } = await sql<SupportPair & { sheetId: number; line: number; at: Date }>`
    with given as (
      select * from unnest(
        ${signatures.map((one) => one.matterId)}::bigint[], ${signatures.map((one) => one.personId)}::bigint[],
        ${signatures.map((one) => one.district)}::text[], ${signatures.map((one) => one.sealed)}::bytea[],
        ${signatures.map((one) => one.matchHash)}::bytea[], ${signatures.map((one) => one.keyVersion)}::smallint[],
        ${signatures.map((one) => one.formerHash)}::bytea[], ${signatures.map((one) => one.nonce)}::bytea[],
        ${signatures.map((one) => one.receipt)}::smallint[], ${signatures.map((one) => one.at)}::timestamptz[])
        as g (matter_id, person_id, district, sealed, match_hash, key_version, former_hash, nonce, receipt, at)
    ), stored as (
      insert into signature (matter_id, person_id, district, sealed, match_hash, key_version, nonce, receipt, signed_at)
      select matter_id, person_id, district, sealed, match_hash, key_version, nonce, receipt, at from given
    ), lines as (
      -- one a signer: of two that count, which keys of two versions can let through, rekeyDrive takes the other out
      select distinct on (given.matter_id, given.person_id) given.*, sheet_id, line
      from given join paper_line on paper_line.matter_id = given.matter_id and paper_line.state = 'counted'
        and paper_line.match_hash in (given.match_hash, given.former_hash)
      order by given.matter_id, given.person_id, sheet_id, line
    ), superseded as (
      update paper_line set state = 'superseded', reasons = array['signed-online'], decided_at = lines.at,
        superseded_by = lines.person_id
      from lines where paper_line.sheet_id = lines.sheet_id and paper_line.line = lines.line
      returning lines.matter_id, lines.person_id, lines.sheet_id, lines.line, lines.at
    )
    select matter_id as "matterId", person_id as "personId", sheet_id as "sheetId", line, at from superseded`.execute(
    tx,
  );
  // A statement of its own: nearly no group has one.
  if (rows.length > 0) await insertSuperseded(tx, rows);
  return rows;
}

/** That lines stopped counting, each with the serial of the signature that took its place. */
async function insertSuperseded(
  tx: Tx,
  lines: readonly (SupportPair & { sheetId: number; line: number; at: Date })[],
): Promise<void> {
  await sql`
    insert into paper_change (matter_id, sheet_id, line, state_before, state, reasons, serial, changed_at, nonce)
    select given.matter_id, sheet_id, line, 'counted', 'superseded', array['signed-online'], support.serial, at,
      uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
    from unnest(
      ${lines.map((one) => one.matterId)}::bigint[], ${lines.map((one) => one.personId)}::bigint[],
      ${lines.map((one) => one.sheetId)}::bigint[], ${lines.map((one) => one.line)}::int[],
      ${lines.map((one) => one.at)}::timestamptz[]) as given (matter_id, person_id, sheet_id, line, at)
    join support on support.matter_id = given.matter_id and support.holder_id = given.person_id
    order by sheet_id, line`.execute(tx);
}

/**
 * A signature online is gone: the line on paper whose place it took counts again where a list has it that was handed in,
 * because nothing is taken out of that; any other stays out with it. Neither knows any more whose it was. A line that
 * counts again is kept as a change of its own, with the serial given here, and waits for its batch.
 *
 * @returns whose line counts again: the count stays as it was
 */
export async function freeSuperseded(
  tx: Tx,
  signers: (SupportPair & { serial: number; at: Date })[],
): Promise<SupportPair[]> {
  const { rows } = await sql<SupportPair>`
    with gone as (
      select * from unnest(
        ${signers.map((one) => one.matterId)}::bigint[], ${signers.map((one) => one.personId)}::bigint[],
        ${signers.map((one) => one.serial)}::int[], ${signers.map((one) => one.at)}::timestamptz[])
        as g (matter_id, person_id, serial, at)
    ), freed as (
      update paper_line set superseded_by = null,
        state = case when listed is null then state else 'counted' end,
        reasons = case when listed is null then reasons else array[]::text[] end
      from gone where paper_line.matter_id = gone.matter_id and paper_line.superseded_by = gone.person_id
        and paper_line.state = 'superseded'
      returning gone.*, sheet_id, line, paper_line.state
    ), kept as (
      insert into paper_change (matter_id, sheet_id, line, state_before, state, reasons, serial, changed_at, nonce)
      select matter_id, sheet_id, line, 'superseded', state, array[]::text[], serial, at,
        uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
      from freed where state = 'counted' order by sheet_id, line
    )
    select matter_id as "matterId", person_id as "personId" from freed where state = 'counted'`.execute(tx);
  return rows;
}

export function findSignature(db: Queryable, matterId: number, personId: number) {
  return db
    .selectFrom("signature")
    .innerJoin("drive", "drive.matter_id", "signature.matter_id")
    .innerJoin("matter", "matter.id", "signature.matter_id")
    .select([
      "signature.matter_id",
      "matter.space_id",
      "signature.district",
      "sealed",
      "nonce",
      "receipt",
      "leaf",
      "signed_at",
      "draft_hash",
    ])
    .where("signature.matter_id", "=", matterId)
    .where("signature.person_id", "=", personId)
    .executeTakeFirst();
}

export interface SignerRow {
  district: string | null;
  identity_hash: Buffer | null;
  /** What the agency said of them. */
  sealed: Buffer | null;
  /** They signed online already. */
  signed: boolean;
}

/** What is known of people who want to sign, in one read; by their index, without whom there is not. */
export async function findSigners(db: Queryable, pairs: SupportPair[]): Promise<Map<number, SignerRow>> {
  const { rows } = await sql<SignerRow & { index: number }>`
    select (asked.place - 1)::int as index, person.district, person.identity_hash, person.sealed,
      exists (select from support where support.matter_id = asked.matter_id and support.holder_id = person.id) as signed
    from unnest(${pairs.map((one) => one.matterId)}::bigint[], ${pairs.map((one) => one.personId)}::bigint[])
      with ordinality as asked (matter_id, person_id, place)
    join person on person.id = asked.person_id and person.left_at is null`.execute(db);
  return new Map(rows.map(({ index, ...row }) => [index, row]));
}

/** Whether a person signed online. */
export async function hasSigned(db: Queryable, matterId: number, personId: number): Promise<boolean> {
  const row = await db
    .selectFrom("support")
    .select("serial")
    .where("matter_id", "=", matterId)
    .where("holder_id", "=", personId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Standing signatures online in the order of people's ids, a page after `after`. */
export function listSignatures(db: Queryable, matterId: number, after: number, limit: number) {
  return db
    .selectFrom("signature")
    .select(["person_id", "district", "sealed", "match_hash", "leaf", "signed_at"])
    .where("matter_id", "=", matterId)
    .where("person_id", ">", after)
    .orderBy("person_id")
    .limit(limit)
    .execute();
}

/** Standing signatures by district, online and on paper; district null: none is known. */
export async function countByDistrict(db: Queryable, matterId: number) {
  const { rows } = await sql<{ district: string | null; online: number; paper: number }>`
    select district, sum(online)::int as online, sum(paper)::int as paper from (
      select district, count(*) as online, 0 as paper from signature where matter_id = ${matterId} group by district
      union all
      select district, 0, count(*) from paper_line where matter_id = ${matterId} and state = 'counted' group by district
    ) counted group by district order by district nulls last`.execute(db);
  return rows;
}

/** Removes everything that says who signed, and the hashes by which it could be tried. */
export async function deleteSigners(tx: Tx, matterId: number): Promise<void> {
  await tx.deleteFrom("support").where("matter_id", "=", matterId).execute(); // its signatures go with it
  await tx
    .updateTable("paper_line")
    .set({ sealed: null, match_hash: null, superseded_by: null })
    .where("matter_id", "=", matterId)
    .execute();
  await tx
    .updateTable("paper_line_version")
    .set({ sealed: null, note: null })
    .where("matter_id", "=", matterId)
    .execute();
  await tx.deleteFrom("paper_waiting").where("matter_id", "=", matterId).execute();
  await tx.deleteFrom("register_extract").where("matter_id", "=", matterId).execute();
  await tx
    .updateTable("objection")
    .set({ body: null, answer: null, sealed: null, sealed_answer: null })
    .where("matter_id", "=", matterId)
    .execute();
  // Who was told of a drive had signed it.
  await tx.deleteFrom("mail").where("matter_id", "=", matterId).where("person_id", "is not", null).execute();
}
