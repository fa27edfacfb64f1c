import type { Directory } from "#app/domain/space/directory.ts";
import type { Identity } from "#app/platform/identity-provider.ts";
import { accountHash, identityHash, type Seal } from "#app/platform/seal.ts";
import type { Database } from "#db/client.ts";
import { upsertAccount, upsertPerson } from "#db/queries/persons.ts";
import { replaceProvidersPosts } from "#db/queries/posts.ts";
import type { Language } from "#db/tables/language.ts";
import { inTransaction } from "#db/transaction.ts";
import type { Post } from "./permissions.ts";
import { sealPersonalData } from "./personal-data.ts";
import { isPostRole, officeOfPost } from "./posts.ts";

interface PersonKeys {
  identityKey: string;
  seal: Seal;
}

/**
 * The person behind an identity that the agency has just verified. Several accounts with one unique number are
 * one person; what the agency says of them (name, district, posts) is taken anew each time.
 *
 * @param directory the space that the agency's claims speak of: its posts there are replaced, and nothing of others
 * @returns the person's id
 */
export function recognisePerson(
  db: Database,
  identity: Identity,
  language: Language,
  directory: Directory,
  keys: PersonKeys,
  now: Date,
): Promise<number> {
  const { name } = identity;
  const hash = identityHash(keys.identityKey, identity.uniqueNumber);
  const sealed = sealPersonalData(keys.seal, hash, identity);
  const district = directory.districts.find(({ code }) => code === identity.district)?.code ?? null;
  return inTransaction(db, async (tx) => {
    const personId = await upsertPerson(tx, {
      identity_hash: hash,
      public_name: maskName(name),
      sealed,
      district,
      language,
      created_at: now,
    });
    const account = {
      issuer: identity.issuer,
      subject_hash: accountHash(keys.identityKey, identity.subject),
      person_id: personId,
      created_at: now,
    };
    await upsertAccount(tx, account, identity.subject);
    const posts = identity.posts.flatMap((post) => postOf(post, directory));
    await replaceProvidersPosts(
      tx,
      directory.space.id,
      personId,
      posts.map(({ role, officeId }) => ({ role, office_id: officeId })),
      now,
    );
    return personId;
  });
}

/** The family name, and a mark for each further letter: 김민서 → 김○○. Any other name keeps its first letter. */
export function maskName(name: string): string {
  const [first, ...rest] = [...name.trim()];
  if (first === undefined) return "○○○";
  return `${first}${"○".repeat(Math.min(2, Math.max(1, rest.length)))}`;
}

/** "officer:transport" or "moderator" as a post; nothing for what this city does not have. */
function postOf(claim: string, directory: Directory): Pick<Post, "role" | "officeId">[] {
  const [role = "", officeCode] = claim.split(":");
  const officeId = isPostRole(role) ? officeOfPost(role, officeCode, directory) : undefined;
  return isPostRole(role) && officeId !== undefined ? [{ role, officeId }] : [];
}
