import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";

/** What the register says of people with these keys. */
export async function listRegistered(db: Queryable, matterId: number, hashes: Buffer[]) {
  const { rows } = await sql<{ match_hash: Buffer; district: string | null; eligible: boolean }>`
    select match_hash, district, eligible from register_extract
    where matter_id = ${matterId} and match_hash = any(${hashes}::bytea[])`.execute(db);
  return rows;
}

export async function countRegister(db: Queryable, matterId: number): Promise<number> {
  const { count } = await db
    .selectFrom("register_extract")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("matter_id", "=", matterId)
    .executeTakeFirstOrThrow();
  return count;
}

/** Uploads of one drive's register, one after the other: two of them would wait for each other's rows. */
export async function lockRegister(tx: Tx, matterId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('register extract', ${matterId}))`.execute(tx);
}

/** A person who is there already is taken as the newer extract says. */
export async function upsertRegister(
  tx: Tx,
  matterId: number,
  keyVersion: number,
  rows: { hash: Buffer; district: string | null; eligible: boolean }[],
): Promise<void> {
  await sql`
    insert into register_extract (matter_id, match_hash, key_version, district, eligible)
    select distinct on (hash) ${matterId}::bigint, hash, ${keyVersion}::smallint, district, eligible from unnest(
      ${rows.map((row) => row.hash)}::bytea[], ${rows.map((row) => row.district)}::text[],
      ${rows.map((row) => row.eligible)}::bool[]) as given (hash, district, eligible)
    on conflict (matter_id, match_hash) do update set district = excluded.district, eligible = excluded.eligible`.execute(
    tx,
  );
}

/** Whether an extract has people by keys of another version, of whom lines entered now know nothing. */
export async function hasFormerRegister(tx: Tx, matterId: number, keyVersion: number): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (
    select from register_extract where matter_id = ${matterId} and key_version <> ${keyVersion}) as found`.execute(
    tx,
  );
  return rows[0]?.found ?? false;
}

export async function deleteRegister(tx: Tx, matterId: number): Promise<void> {
  await tx.deleteFrom("register_extract").where("matter_id", "=", matterId).execute();
}
