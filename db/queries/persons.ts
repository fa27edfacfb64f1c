import type { Queryable, Tx } from "../client.ts";
import type { Language } from "../tables/language.ts";
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

/** Ties an account at the provider to a person; an account that the agency gave to somebody else moves along. */
export async function upsertAccount(tx: Tx, account: NewRow<"account">): Promise<void> {
  await tx
    .insertInto("account")
    .values(account)
    .onConflict((conflict) =>
      conflict
        .columns(["issuer", "subject"])
        .doUpdateSet((eb) => ({ person_id: eb.ref("excluded.person_id") })),
    )
    .execute();
}

/** Who has an account with this name at a provider; two when different people do at different providers. */
export async function findPersonsByAccount(db: Queryable, subject: string): Promise<number[]> {
  const rows = await db
    .selectFrom("account")
    .select("person_id")
    .distinct()
    .where("subject", "=", subject)
    .limit(2)
    .execute();
  return rows.map(({ person_id }) => person_id);
}

export function findPerson(db: Queryable, id: number) {
  return db
    .selectFrom("person")
    .select(["id", "public_name", "district", "language", "mail_wanted", "sealed"])
    .where("id", "=", id)
    .executeTakeFirst();
}

export async function updatePreferences(
  tx: Queryable,
  id: number,
  preferences: { language?: Language; mail_wanted?: boolean },
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

export async function deleteSessionsBefore(tx: Queryable, now: Date): Promise<void> {
  await tx.deleteFrom("session").where("expires_at", "<", now).execute();
}
