import type { Generated } from "kysely";
import type { Id } from "./json.ts";

/** What one touch of a reader's mail program stops. */
export type MailStop = "news" | "search";

export interface MailTable {
  id: Id;
  space_id: number;
  told_once: string;
  person_id: number | null;
  office_id: number | null;
  matter_id: number | null;
  subject: string;
  body: string;
  created_at: Date;
  sent_at: Date | null;
  attempts: Generated<number>;
  retry_at: Date | null;
  given_up: Generated<boolean>;
  /** Null: it stops nothing. */
  stops: MailStop | null;
}
