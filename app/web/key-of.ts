import type { KnownKey } from "#app/domain/api-key/api-keys.ts";
import type { ErrorCode } from "#app/domain/errors.ts";
import type { Portal } from "#app/portal.ts";

interface Asked {
  spaceId: number;
  isRead: boolean;
  /** Undefined: nothing that everybody may read, which no key opens either. */
  read: { scope: string | null } | undefined;
}

interface Shown {
  key?: KnownKey;
  /** Why it does not do for what is asked. */
  fault?: ErrorCode;
}

/**
 * The key that a request shows (RFC 6750, 2.1). It reads what everybody may, in its own space, as far as its scopes go.
 * It is a service and nobody: whose it is has no part in what it reads.
 *
 * @param header Authorization; of another scheme than Bearer it is for a proxy before us, and says nothing here
 */
export async function keyOf(
  { apiKeys, clock }: Pick<Portal, "apiKeys" | "clock">,
  header: string | undefined,
  asked: Asked,
): Promise<Shown> {
  if (header === undefined || !/^bearer\b/i.test(header)) return {};
  const text = /^bearer +(\S+) *$/i.exec(header)?.[1] ?? "";
  const key = await apiKeys.find(text, clock.now());
  return { key, fault: key ? faultOf(key, asked) : "key-unknown" };
}

function faultOf(key: KnownKey, { spaceId, isRead, read }: Asked): ErrorCode | undefined {
  const scope = read?.scope ?? null;
  const does = isRead && key.spaceId === spaceId && (scope === null || key.scopes.includes(scope));
  return does ? undefined : "key-scope";
}
