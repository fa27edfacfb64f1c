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

export interface ListExportTable {
  id: Id;
  matter_id: number;
  read_id: number;
  format: "pdf" | "csv";
  recipient: string;
  sha256: Buffer | null;
  finished_at: Date | null;
}
