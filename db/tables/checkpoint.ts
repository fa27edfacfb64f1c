export interface CheckpointTable {
  space_id: number;
  size: number;
  head: Buffer;
  root: Buffer;
  peaks: Buffer;
  note: string;
  made_at: Date;
}

export interface CosignatureTable {
  space_id: number;
  size: number;
  witness: string;
  line: string;
  signed_at: Date;
}

/**
 * Why a witness did not take a checkpoint: it gave no answer; it said no; it knows another history than ours; it
 * answered with no cosignature of its own.
 */
export type WitnessFailure = "unreachable" | "refused" | "conflict" | "bad-signature";

export interface WitnessStateTable {
  space_id: number;
  witness: string;
  size: number;
  taken_at: Date | null;
  failures: number;
  failure: WitnessFailure | null;
  retry_at: Date | null;
}
