import type { Database } from "#db/client.ts";
import { findPersonsByAccount } from "#db/queries/persons.ts";

/** The person with an account of that name at the identity provider. @throws when there is none, or there are several */
export async function personOf(db: Database, account: string): Promise<number> {
  const [person, another] = await findPersonsByAccount(db, account);
  if (person === undefined) throw new Error(`Nobody with the account ${account} has signed in yet.`);
  if (another !== undefined) throw new Error(`Several people have an account ${account}.`);
  return person;
}
