import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

/** Those on file, the newest first, with who added and who confirmed them (list_recipient_key). */
export function listRecipients(db: Queryable, spaceId: number) {
  return db
    .selectFrom("list_recipient")
    .innerJoin("person as adder", "adder.id", "list_recipient.added_by")
    .leftJoin("person as confirmer", "confirmer.id", "list_recipient.confirmed_by")
    .select(["list_recipient.id", "name", "key", "added_by", "added_at", "confirmed_at"])
    .select(["adder.public_name as added_by_name", "confirmer.public_name as confirmed_by_name"])
    .where("list_recipient.space_id", "=", spaceId)
    .where("ended_at", "is", null)
    .orderBy("list_recipient.id", "desc")
    .execute();
}

/** One that lists may go to: on file, and confirmed. */
export function findConfirmedRecipient(db: Queryable, spaceId: number, id: number) {
  return db
    .selectFrom("list_recipient")
    .select(["id", "name", "key"])
    .where("id", "=", id)
    .where("space_id", "=", spaceId)
    .where("confirmed_at", "is not", null)
    .where("ended_at", "is", null)
    .executeTakeFirst();
}

/** @returns false: the key is on file already */
export async function insertRecipient(tx: Tx, recipient: NewRow<"list_recipient">): Promise<boolean> {
  const result = await tx
    .insertInto("list_recipient")
    .values(recipient)
    .onConflict((conflict) => conflict.columns(["space_id", "key"]).where("ended_at", "is", null).doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** @returns false: it is not on file, is confirmed already, or was added by the same person */
export async function confirmRecipient(
  tx: Tx,
  { spaceId, id }: { spaceId: number; id: number },
  by: number,
  at: Date,
): Promise<boolean> {
  const result = await tx
    .updateTable("list_recipient")
    .set({ confirmed_by: by, confirmed_at: at })
    .where("id", "=", id)
    .where("space_id", "=", spaceId)
    .where("confirmed_at", "is", null)
    .where("ended_at", "is", null)
    .where("added_by", "<>", by)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** @returns false: it is not on file (any more) */
export async function endRecipient(
  tx: Tx,
  { spaceId, id }: { spaceId: number; id: number },
  at: Date,
): Promise<boolean> {
  const result = await tx
    .updateTable("list_recipient")
    .set({ ended_at: at })
    .where("id", "=", id)
    .where("space_id", "=", spaceId)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
