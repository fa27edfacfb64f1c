import type { Id } from "./json.ts";

/** What a batch has leaves of: signatures, signatures that were taken back, changes of lines on paper. */
export type BatchHolds = "signatures" | "withdrawals" | "paper";

export interface SignatureBatchTable {
  id: Id;
  matter_id: number;
  space_id: number;
  size: number;
  root: Buffer;
  event_seq: number;
  closed_at: Date;
  holds: BatchHolds;
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
  /** The form of its receipt's text, see `receipt.ts`. */
  receipt: number;
  leaf: Buffer | null;
  signed_at: Date;
  batch_id: number | null;
  position: number | null;
}

/** The leaf of a signature that is no more. */
export interface SignatureWithdrawalTable {
  matter_id: number;
  leaf: Buffer;
  /** Null: before this was recorded. */
  withdrawn_at: Date | null;
  batch_id: number | null;
  position: number | null;
}
