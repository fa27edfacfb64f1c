import type { Generated } from "kysely";
import type { Id } from "./json.ts";

/** What a key may read: the families of the API's operations. */
export const API_SCOPES = ["matters", "search", "ledger"] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** Somebody's key, by which a service of theirs reads the API. */
export interface ApiKeyTable {
  id: Id;
  space_id: number;
  person_id: number;
  name: string;
  /** How its text begins. */
  hint: string;
  /** SHA-256 of its text. */
  key_hash: Buffer;
  /** Of {@link API_SCOPES}. */
  scopes: string[];
  made_at: Date;
  expires_at: Date;
  revoked_at: Generated<Date | null>;
  /** The day in Seoul on which it was used last; null: never. */
  used_on: Generated<string | null>;
}
