import type { Generated } from "kysely";
import type { Id } from "./json.ts";
import type { Language } from "./language.ts";

/** How often somebody gets news by mail. */
export const MAIL_RHYTHMS = ["at-once", "daily", "weekly"] as const;
export type MailRhythm = (typeof MAIL_RHYTHMS)[number];

export interface PersonTable {
  id: Id;
  /** Null of who left and has nothing open any more. */
  identity_hash: Buffer | null;
  public_name: string;
  /** Null of who left. */
  sealed: Buffer | null;
  district: string | null;
  language: Generated<Language>;
  mail_wanted: Generated<boolean>;
  mail_rhythm: Generated<MailRhythm>;
  created_at: Date;
  left_at: Date | null;
}

export interface AccountTable {
  issuer: string;
  /** Null once it was hashed. */
  subject: string | null;
  subject_hash: Buffer | null;
  person_id: number;
  created_at: Date;
}

export interface SessionTable {
  id: string;
  user_id: number;
  expires_at: Date;
  created_at: Date;
  /** Kept up for who holds a post; of anybody else, when the session began. */
  used_at: Generated<Date>;
  /** When they proved who they are, as the provider says; null: it did not say. */
  authenticated_at: Date | null;
  /** Such as "Firefox, Android"; null: unknown. */
  device: string | null;
  account_hash: Buffer | null;
  /** Keyed, of the provider's own session. */
  provider_hash: Buffer | null;
  /** Sealed. */
  id_token: Buffer | null;
}
