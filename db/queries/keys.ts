import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

export async function insertDataKey(tx: Tx, key: NewRow<"data_key">): Promise<number> {
  const { id } = await tx.insertInto("data_key").values(key).returning("id").executeTakeFirstOrThrow();
  return id;
}

export function findDataKey(db: Queryable, id: number) {
  return db.selectFrom("data_key").select(["wrapped", "master"]).where("id", "=", id).executeTakeFirst();
}

/** Data keys that another master key than `master` wrapped. */
export function listKeysToRewrap(db: Queryable, master: string, limit: number) {
  return db
    .selectFrom("data_key")
    .select(["id", "wrapped", "master"])
    .where("destroyed_at", "is", null)
    .where("master", "<>", master)
    .orderBy("id")
    .limit(limit)
    .execute();
}

/** Unless it was wrapped anew or destroyed meanwhile. */
export async function rewrapKey(
  db: Queryable,
  id: number,
  before: string,
  after: { wrapped: Buffer; master: string },
): Promise<void> {
  await db
    .updateTable("data_key")
    .set(after)
    .where("id", "=", id)
    .where("master", "=", before)
    .where("destroyed_at", "is", null)
    .execute();
}

export async function destroyDataKey(tx: Tx, id: number, now: Date): Promise<void> {
  await tx
    .updateTable("data_key")
    .set({ wrapped: null, destroyed_at: now })
    .where("id", "=", id)
    .where("destroyed_at", "is", null)
    .execute();
}

/** Persons after `after` whose sealed data does not begin with `mark`. */
export function listPersonsToReseal(db: Queryable, mark: Buffer, after: number, limit: number) {
  return db
    .selectFrom("person")
    .select(["id", "identity_hash", "sealed"])
    .where("id", ">", after)
    .where("left_at", "is", null)
    .where(sql<Buffer>`substring(sealed from 1 for ${sql.lit(mark.length)})`, "<>", mark)
    .orderBy("id")
    .limit(limit)
    .$narrowType<{ identity_hash: Buffer; sealed: Buffer }>()
    .execute();
}

/** Unless they signed in meanwhile, and so are sealed anew, or left. */
export async function resealPerson(db: Queryable, id: number, before: Buffer, after: Buffer): Promise<void> {
  await db
    .updateTable("person")
    .set({ sealed: after })
    .where("id", "=", id)
    .where("sealed", "=", before)
    .execute();
}
