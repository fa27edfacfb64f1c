import type { KnownKey } from "#app/domain/api-key/api-keys.ts";
import type { ErrorCode } from "#app/domain/errors.ts";

/** The text of the key in an Authorization header (RFC 6750, 2.1); "" for what is none. */
export const bearerOf = (header: string): string => /^Bearer +([\w.~+/-]+=*) *$/i.exec(header)?.[1] ?? "";

interface Asked {
  spaceId: number;
  isRead: boolean;
  /** Undefined: nothing that everybody may read, which no key opens either. */
  read: { scope: string | null } | undefined;
}

/** Why a key does not do for what is asked; undefined: it does. A key reads what everybody may, in its own space. */
export function faultOfKey(
  key: KnownKey | undefined,
  { spaceId, isRead, read }: Asked,
): ErrorCode | undefined {
  if (!key) return "key-unknown";
  if (!isRead || key.spaceId !== spaceId) return "key-scope";
  const scope = read?.scope ?? null;
  return scope === null || key.scopes.some((one) => one === scope) ? undefined : "key-scope";
}
