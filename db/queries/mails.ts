import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

/** A letter of a space; which one is said once for all that are written together. */
export type NewMail = Omit<NewRow<"mail">, "space_id">;

/** Writes a space's news that was not told yet; told_once refuses what a job that ran twice would repeat. */
export async function insertMails(tx: Tx, spaceId: number, mails: NewMail[]): Promise<void> {
  if (mails.length === 0) return;
  await tx
    .insertInto("mail")
    .values(mails.map((mail) => ({ ...mail, space_id: spaceId })))
    .onConflict((conflict) => conflict.column("told_once").doNothing())
    .execute();
}

/** The next mail of any space to be tried now, locked for this transaction; others skip it. */
export function takeUnsentMail(tx: Tx, now: Date) {
  return tx
    .selectFrom("mail")
    .leftJoin("person", "person.id", "mail.person_id")
    .leftJoin("office", "office.id", "mail.office_id")
    .select([
      "mail.id",
      "mail.subject",
      "mail.body",
      "mail.attempts",
      "mail.person_id",
      "mail.stops",
      "office.email",
    ])
    .select(["person.identity_hash", "person.sealed"])
    .where("mail.sent_at", "is", null)
    .where("mail.given_up", "=", false)
    .where((eb) => eb.or([eb("mail.retry_at", "is", null), eb("mail.retry_at", "<=", now)]))
    .orderBy("mail.id")
    .limit(1)
    .forUpdate("mail")
    .skipLocked()
    .executeTakeFirst();
}

export async function markSent(tx: Tx, id: number, now: Date): Promise<void> {
  await tx.updateTable("mail").set({ sent_at: now }).where("id", "=", id).execute();
}

/** Puts a refused mail off until `retryAt`; null gives it up. */
export async function putOffMail(tx: Tx, id: number, retryAt: Date | null): Promise<void> {
  await tx
    .updateTable("mail")
    .set((eb) => ({ attempts: eb("attempts", "+", 1), retry_at: retryAt, given_up: retryAt === null }))
    .where("id", "=", id)
    .execute();
}

/** A space's letters for the demonstration's outbox, newest first (mail_of_space). */
export function listMails(db: Queryable, spaceId: number, before: number | undefined, limit: number) {
  return db
    .selectFrom("mail")
    .leftJoin("person", "person.id", "mail.person_id")
    .leftJoin("office", "office.id", "mail.office_id")
    .select([
      "mail.id",
      "mail.subject",
      "mail.body",
      "mail.created_at",
      "mail.sent_at",
      "mail.matter_id",
      "person.public_name",
      "office.name as office_name",
    ])
    .where("mail.space_id", "=", spaceId)
    .$if(before !== undefined, (query) => query.where("mail.id", "<", before ?? 0))
    .orderBy("mail.id", "desc")
    .limit(limit)
    .execute();
}

/** Forgets every letter: the demonstration's past is not told by mail. */
export async function forgetMails(tx: Tx): Promise<void> {
  await tx.deleteFrom("mail").execute();
}
