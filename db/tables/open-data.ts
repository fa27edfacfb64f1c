import type { GeneratedAlways } from "kysely";

/** What a space published in one night. */
export interface OpenDataDumpTable {
  space_id: number;
  /** In Seoul. */
  day: string;
  made_at: Date;
  /** The last line of the ledger that is in it. */
  ledger_seq: number;
}

export interface OpenDataFileTable {
  id: GeneratedAlways<number>;
  space_id: number;
  day: string;
  /** As it stands in its address. */
  name: string;
  position: number;
  media_type: string;
  /** Null: what it has are no rows. */
  rows: number | null;
  size: number;
  sha256: Buffer;
}

/** A file in pieces of one size, the last one shorter. */
export interface OpenDataPieceTable {
  file_id: number;
  position: number;
  bytes: Buffer;
}
