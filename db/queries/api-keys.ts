import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";
import type { Removal } from "./retention.ts";

export async function insertApiKey(tx: Tx, key: NewRow<"api_key">): Promise<void> {
  await tx.insertInto("api_key").values(key).execute();
}

const COLUMNS = [
  "api_key.id",
  "api_key.name",
  "api_key.hint",
  "api_key.scopes",
  "api_key.made_at",
  "api_key.expires_at",
  "api_key.revoked_at",
  "api_key.used_on",
] as const;

/** A key by its hash, as long as it holds. */
export function findApiKey(db: Queryable, keyHash: Buffer, now: Date) {
  return db
    .selectFrom("api_key")
    .select(["id", "space_id", "person_id", "scopes", "expires_at", "used_on"])
    .where("key_hash", "=", keyHash)
    .where("expires_at", ">", now)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
}

/** A person's keys in a space, newest first (api_key_of_person). */
export function listApiKeysOf(db: Queryable, spaceId: number, personId: number) {
  return db
    .selectFrom("api_key")
    .select(COLUMNS)
    .where("person_id", "=", personId)
    .where("space_id", "=", spaceId)
    .orderBy("id", "desc")
    .execute();
}

/** The keys of a space that hold, newest first, with whose they are (api_key_of_space). */
export function listApiKeys(db: Queryable, spaceId: number, now: Date, limit: number) {
  return db
    .selectFrom("api_key")
    .innerJoin("person", "person.id", "api_key.person_id")
    .select([...COLUMNS, "person.public_name"])
    .where("api_key.space_id", "=", spaceId)
    .where("api_key.expires_at", ">", now)
    .where("api_key.revoked_at", "is", null)
    .orderBy("api_key.id", "desc")
    .limit(limit)
    .execute();
}

/** How many of a person's keys in a space hold; their row must be locked, so that two at once are not both the last. */
export async function countApiKeysOf(tx: Tx, spaceId: number, personId: number, now: Date): Promise<number> {
  const { count } = await tx
    .selectFrom("api_key")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("person_id", "=", personId)
    .where("space_id", "=", spaceId)
    .where("expires_at", ">", now)
    .where("revoked_at", "is", null)
    .executeTakeFirstOrThrow();
  return count;
}

/**
 * Ends a key of a space, from now on.
 *
 * @param personId whose it must be; null: anybody's
 * @returns false: there is none of theirs that holds
 */
export async function revokeApiKey(
  db: Queryable,
  { spaceId, id, personId }: { spaceId: number; id: number; personId: number | null },
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("api_key")
    .set({ revoked_at: now })
    .where("id", "=", id)
    .where("space_id", "=", spaceId)
    .$if(personId !== null, (query) => query.where("person_id", "=", personId ?? 0))
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Remembers the day on which a key was used last. */
export async function markApiKeyUsed(db: Queryable, id: number, day: string): Promise<void> {
  await sql`update api_key set used_on = ${day}::date
    where id = ${id} and (used_on is null or used_on < ${day}::date)`.execute(db);
}

/** Keys that ended, by their day or because they were revoked (api_key_end). */
export const removeEndedKeys: Removal = async (db, before, limit) => {
  const { numAffectedRows } = await sql`delete from api_key where id in (
    select id from api_key where least(expires_at, revoked_at) < ${before} limit ${limit} for update skip locked)`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0n);
};
