import type { Generated } from "kysely";
import type { Id } from "./json.ts";
import type { Language } from "./language.ts";

export interface PersonTable {
  id: Id;
  identity_hash: Buffer;
  public_name: string;
  sealed: Buffer;
  district: string | null;
  language: Generated<Language>;
  mail_wanted: Generated<boolean>;
  created_at: Date;
}

export interface AccountTable {
  issuer: string;
  subject: string;
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
}
