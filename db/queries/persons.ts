import type { Queryable, Tx } from "../client.ts";
import type { Language } from "../tables/language.ts";
import type { MailRhythm } from "../tables/person.ts";
import type { NewRow } from "../tables/tables.ts";

/** The person behind an identity, made at the first sign-in; the unique hash makes two sign-ins at once one person. */
export async function upsertPerson(tx: Tx, person: NewRow<"person">): Promise<number> {
  const { id } = await tx
    .insertInto("person")
    .values(person)
    .onConflict((conflict) =>
      conflict.column("identity_hash").doUpdateSet((eb) => ({
        public_name: eb.ref("excluded.public_name"),
        sealed: eb.ref("excluded.sealed"),
        district: eb.ref("excluded.district"),
        // Who left and comes back while something of theirs is still open is the same person.
        left_at: null,
      })),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Persons in one go, as the demonstration is made; in the order given. */
export async function insertPersons(tx: Tx, persons: NewRow<"person">[]): Promise<number[]> {
  const rows = await tx.insertInto("person").values(persons).returning("id").execute();
  return rows.map(({ id }) => id);
}

/**
 * Ties an account at the provider to a person; an account that the agency gave to somebody else moves along.
 *
 * @param subject its name there: one that still stands as it is becomes its hash
 */
export async function upsertAccount(
  tx: Tx,
  account: NewRow<"account"> & { subject_hash: Buffer },
  subject: string,
): Promise<void> {
  const { issuer, subject_hash, person_id } = account;
  const named = await tx
    .updateTable("account")
    .set({ subject: null, subject_hash, person_id })
    .where("issuer", "=", issuer)
    .where("subject", "=", subject)
    .executeTakeFirst();
  if (named.numUpdatedRows > 0n) return;
  await tx
    .insertInto("account")
    .values(account)
    .onConflict((conflict) =>
      conflict
        .columns(["issuer", "subject_hash"])
        .doUpdateSet((eb) => ({ person_id: eb.ref("excluded.person_id") })),
    )
    .execute();
}

/** Accounts that still stand by their name. */
export function listNamedAccounts(db: Queryable, limit: number) {
  return db
    .selectFrom("account")
    .select(["issuer", "subject"])
    .where("subject", "is not", null)
    .limit(limit)
    .$narrowType<{ subject: string }>()
    .execute();
}

/** Unless somebody signed in with it meanwhile. */
export async function hashAccount(
  db: Queryable,
  issuer: string,
  subject: string,
  hash: Buffer,
): Promise<void> {
  await db
    .updateTable("account")
    .set({ subject: null, subject_hash: hash })
    .where("issuer", "=", issuer)
    .where("subject", "=", subject)
    .execute();
}

/** Whether that is the number of a person who is here. */
export async function isPerson(db: Queryable, id: number): Promise<boolean> {
  return (await findPerson(db, id)) !== undefined;
}

/** Who has an account with this name at a provider; two when different people do at different providers. */
export async function findPersonsByAccount(
  db: Queryable,
  { subject, hash }: { subject: string; hash: Buffer },
): Promise<number[]> {
  const rows = await db
    .selectFrom("account")
    .select("person_id")
    .distinct()
    .where((eb) => eb.or([eb("subject_hash", "=", hash), eb("subject", "=", subject)]))
    .limit(2)
    .execute();
  return rows.map(({ person_id }) => person_id);
}

export function findPerson(db: Queryable, id: number) {
  return db
    .selectFrom("person")
    .select([
      "id",
      "public_name",
      "district",
      "language",
      "mail_wanted",
      "mail_rhythm",
      "identity_hash",
      "sealed",
      "created_at",
    ])
    .where("id", "=", id)
    .where("left_at", "is", null)
    .executeTakeFirst();
}

export async function updatePreferences(
  tx: Queryable,
  id: number,
  preferences: { language?: Language; mail_wanted?: boolean; mail_rhythm?: MailRhythm },
): Promise<void> {
  await tx.updateTable("person").set(preferences).where("id", "=", id).execute();
}

export async function deleteSessionsOf(tx: Queryable, personId: number): Promise<string[]> {
  const rows = await tx.deleteFrom("session").where("user_id", "=", personId).returning("id").execute();
  return rows.map((row) => row.id);
}

export async function touchSession(db: Queryable, id: string, now: Date): Promise<void> {
  await db.updateTable("session").set({ used_at: now }).where("id", "=", id).execute();
}
