import type { Environment } from "#app/environment.ts";
import { accountHash } from "#app/platform/seal.ts";
import type { Database } from "#db/client.ts";
import { findPersonsByAccount } from "#db/queries/persons.ts";

/** The person with an account of that name at the identity provider. @throws when there is none, or there are several */
export async function personOf(
  db: Database,
  { IDENTITY_KEY }: Pick<Environment, "IDENTITY_KEY">,
  account: string,
): Promise<number> {
  const named = { subject: account, hash: accountHash(IDENTITY_KEY, account) };
  const [person, another] = await findPersonsByAccount(db, named);
  if (person === undefined) throw new Error(`Nobody with the account ${account} has signed in yet.`);
  if (another !== undefined) throw new Error(`Several people have an account ${account}.`);
  return person;
}
