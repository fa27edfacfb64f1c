import type { Queryable } from "../client.ts";

/** A person's sessions that still count, newest first (session_of_person). */
export function listSessions(db: Queryable, personId: number, now: Date) {
  return db
    .selectFrom("session")
    .select(["id", "device", "created_at", "expires_at"])
    .where("user_id", "=", personId)
    .where("expires_at", ">", now)
    .orderBy("created_at", "desc")
    .execute();
}

/** Ends those of a person's sessions whose ids begin so. @returns their ids */
export async function deleteSession(db: Queryable, personId: number, beginning: string): Promise<string[]> {
  const rows = await db
    .deleteFrom("session")
    .where("user_id", "=", personId)
    .where((eb) => eb(eb.fn<string>("left", ["id", eb.lit(beginning.length)]), "=", beginning))
    .returning("id")
    .execute();
  return rows.map(({ id }) => id);
}

/** What a session keeps for its provider; undefined when there is none. */
export function findSessionToken(db: Queryable, id: string) {
  return db.selectFrom("session").select("id_token").where("id", "=", id).executeTakeFirst();
}

/**
 * Ends the sessions that a provider says are over: of its own session if it names one, and of the account where ours do
 * not know that session; else all of the account.
 */
export async function deleteSessionsOfProvider(
  db: Queryable,
  { accountHash, providerHash }: { accountHash: Buffer | null; providerHash: Buffer | null },
): Promise<string[]> {
  const rows = await db
    .deleteFrom("session")
    .where((eb) => {
      const ofAccount = accountHash ? eb("account_hash", "=", accountHash) : eb.lit(false);
      if (providerHash === null) return ofAccount;
      return eb.or([
        eb("provider_hash", "=", providerHash),
        eb.and([ofAccount, eb("provider_hash", "is", null)]),
      ]);
    })
    .returning("id")
    .execute();
  return rows.map(({ id }) => id);
}
