import type { Id } from "./json.ts";

export interface SignatureBatchTable {
  id: Id;
  matter_id: number;
  space_id: number;
  size: number;
  root: Buffer;
  event_seq: number;
  closed_at: Date;
}

export interface SignatureLeafTable {
  batch_id: number;
  position: number;
  leaf: Buffer;
}

export interface SignatureTable {
  matter_id: number;
  person_id: number;
  district: string | null;
  sealed: Buffer;
  match_hash: Buffer;
  key_version: number;
  nonce: Buffer;
  leaf: Buffer | null;
  signed_at: Date;
  batch_id: number | null;
  position: number | null;
}
