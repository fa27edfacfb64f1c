import { DAY_MS } from "#app/domain/calendar/dates.ts";
import { PortalError } from "#app/domain/errors.ts";
import { parseInput } from "#app/domain/input.ts";
import { may, type Viewer } from "#app/domain/person/permissions.ts";
import { newKeyText } from "#app/platform/key-text.ts";
import type { Database, Queryable } from "#db/client.ts";
import {
  countApiKeysOf,
  insertApiKey,
  listApiKeys,
  listApiKeysOf,
  revokeApiKey,
} from "#db/queries/api-keys.ts";
import { lockPerson } from "#db/queries/saved-searches.ts";
import { API_SCOPES } from "#db/tables/api-key.ts";
import { inTransaction } from "#db/transaction.ts";
import { keySchema } from "./key-schema.ts";
import { MOST_KEYS } from "./limits.ts";

const MOST_LISTED = 200;

/**
 * Makes a key for whoever asks. Its text is told here and nowhere else.
 *
 * @throws PortalError "invalid-input", "keys-full"
 */
export async function makeKey(
  db: Database,
  spaceId: number,
  personId: number,
  input: { name: unknown; scopes: unknown; days: unknown },
  now: Date,
): Promise<string> {
  const { name, scopes, days } = parseInput(keySchema, input);
  const { text, hint, hash } = newKeyText();
  await inTransaction(db, async (tx) => {
    await lockPerson(tx, personId);
    if ((await countApiKeysOf(tx, spaceId, personId, now)) >= MOST_KEYS) throw new PortalError("keys-full");
    await insertApiKey(tx, {
      space_id: spaceId,
      person_id: personId,
      name,
      hint,
      key_hash: hash,
      scopes: API_SCOPES.filter((scope) => scopes.includes(scope)),
      made_at: now,
      expires_at: new Date(now.getTime() + Number(days) * DAY_MS),
    });
  });
  return text;
}

type KeyRow = Awaited<ReturnType<typeof listApiKeysOf>>[number];

const keyView = (row: KeyRow, now: Date) => ({
  id: row.id,
  name: row.name,
  hint: row.hint,
  scopes: API_SCOPES.filter((scope) => row.scopes.includes(scope)),
  madeAt: row.made_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  usedOn: row.used_on,
  state: row.revoked_at
    ? ("revoked" as const)
    : row.expires_at <= now
      ? ("expired" as const)
      : ("holds" as const),
});

export type KeyView = ReturnType<typeof keyView> & {
  /** Whose it is, masked; left out where they are one's own. */
  owner?: string;
};

/** A person's keys, newest first, also those that ended. */
export async function readOwnKeys(
  db: Queryable,
  spaceId: number,
  personId: number,
  now: Date,
): Promise<KeyView[]> {
  return (await listApiKeysOf(db, spaceId, personId)).map((row) => keyView(row, now));
}

/** The keys of a space that hold. @throws PortalError "not-permitted" */
export async function readAllKeys(
  db: Queryable,
  spaceId: number,
  viewer: Viewer,
  now: Date,
): Promise<KeyView[]> {
  if (!may(viewer, "key.revoke", { space: spaceId })) throw new PortalError("not-permitted");
  const rows = await listApiKeys(db, spaceId, now, MOST_LISTED);
  return rows.map((row) => ({ ...keyView(row, now), owner: row.public_name }));
}

/** Ends one of a person's own keys. @throws PortalError "not-found" for one that is not theirs, or ended */
export async function revokeOwnKey(
  db: Queryable,
  spaceId: number,
  personId: number,
  id: number,
  now: Date,
): Promise<void> {
  if (!(await revokeApiKey(db, { spaceId, id, personId }, now))) throw new PortalError("not-found");
}

/** Ends anybody's. @throws PortalError "not-permitted", "not-found" */
export async function revokeAnyKey(
  db: Queryable,
  spaceId: number,
  viewer: Viewer,
  id: number,
  now: Date,
): Promise<void> {
  if (!may(viewer, "key.revoke", { space: spaceId })) throw new PortalError("not-permitted");
  if (!(await revokeApiKey(db, { spaceId, id, personId: null }, now))) throw new PortalError("not-found");
}
