import type { Id } from "./json.ts";

export type PersonalReadScope = "signature" | "paper-line" | "list" | "export" | "objection" | "match";

export interface FrozenListTable {
  matter_id: number;
  space_id: number;
  round: number;
  online: number;
  paper: number;
  hash: Buffer;
  event_seq: number;
  frozen_at: Date;
}

export interface PersonalReadTable {
  id: Id;
  matter_id: number;
  reader_id: number;
  office_id: number;
  purpose: string;
  scope: PersonalReadScope;
  subject: number | null;
  entries: number;
  at: Date;
}

export interface ListRecipientTable {
  id: Id;
  space_id: number;
  name: string;
  /** A public key of age. */
  key: string;
  added_by: number;
  added_at: Date;
  confirmed_by: number | null;
  confirmed_at: Date | null;
  ended_at: Date | null;
}

export interface ListExportTable {
  id: Id;
  matter_id: number;
  read_id: number;
  format: "pdf" | "csv";
  /** The fingerprint of its key. */
  recipient: string;
  /** Null: from before recipients were on file. */
  recipient_id: number | null;
  sha256: Buffer | null;
  finished_at: Date | null;
}
