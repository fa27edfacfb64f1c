import { accountHash } from "#app/platform/seal.ts";
import { DEMONSTRATION_SECRETS } from "#app/platform/secrets.ts";

/** What a database of the demonstration has in the place of a login. */
export const accountOf = (login: string): Buffer => accountHash(DEMONSTRATION_SECRETS.IDENTITY_KEY, login);
