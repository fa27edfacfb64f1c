import type { EndedAtProvider } from "#app/platform/identity-provider.ts";
import { accountHash, type Seal } from "#app/platform/seal.ts";
import type { Queryable } from "#db/client.ts";
import { deleteSessionsOfProvider, findSessionToken } from "#db/queries/sessions.ts";

/** A provider's name for its own session, as it is kept: told apart from an account's name. */
export const providerSessionHash = (identityKey: string, sid: string): Buffer =>
  accountHash(identityKey, `session\n${sid}`);

/** Ends what the provider says is over. @returns the ids of the sessions that ended */
export function endSessionsOfProvider(
  db: Queryable,
  identityKey: string,
  { subject, sid }: EndedAtProvider,
): Promise<string[]> {
  return deleteSessionsOfProvider(db, {
    accountHash: subject === null ? null : accountHash(identityKey, subject),
    providerHash: sid === null ? null : providerSessionHash(identityKey, sid),
  });
}

const tokenLabel = (sessionId: string): string => `session/id_token/${sessionId}`;

/** An ID token, as it stands with its session: it has a name in it. */
export const sealIdToken = (seal: Seal, sessionId: string, idToken: string): Buffer =>
  seal.close(idToken, tokenLabel(sessionId));

/** The ID token that a session began with; undefined when there is none, or its key is gone. */
export async function readIdToken(db: Queryable, seal: Seal, sessionId: string): Promise<string | undefined> {
  const row = await findSessionToken(db, sessionId);
  if (!row?.id_token) return undefined;
  try {
    return seal.open(row.id_token, tokenLabel(sessionId));
  } catch {
    return undefined;
  }
}
