import type { Generated } from "kysely";
import type { Id } from "./json.ts";

export type PaperLineState = "counted" | "doubtful" | "refused" | "superseded";

export interface PaperSheetTable {
  id: Id;
  matter_id: number;
  number: number;
  source: "hand" | "csv";
  entered_by: number;
  entered_at: Date;
}

/** A line as it was typed, until its sheet is matched. */
export interface PaperWaitingTable {
  sheet_id: number;
  line: number;
  matter_id: number;
  sealed: Buffer;
  /** By which it counts. */
  entered_at: Date;
  /** Who entered it, or mended it last. */
  typed_by: number;
  typed_at: Date;
}

export interface PaperLineTable {
  sheet_id: number;
  line: number;
  matter_id: number;
  district: string | null;
  sealed: Buffer | null;
  match_hash: Buffer | null;
  key_version: number;
  state: PaperLineState;
  reasons: string[];
  /** By which it counts, if nobody decided otherwise; null: with its sheet, or not known of its own. */
  entered_at: Date | null;
  decided_by: number | null;
  decided_at: Date | null;
  version: Generated<number>;
  /** The first list that has it; null: none. */
  listed: number | null;
  /** Who signed online instead. */
  superseded_by: number | null;
}

/** What a line was before a correction. */
export interface PaperLineVersionTable {
  sheet_id: number;
  line: number;
  version: number;
  matter_id: number;
  district: string | null;
  sealed: Buffer | null;
  state: PaperLineState;
  reasons: string[];
  replaced_by: number;
  replaced_at: Date;
  /** Null: the drive's personal data was deleted, and it may name people. */
  note: string | null;
}

export interface RegisterExtractTable {
  matter_id: number;
  match_hash: Buffer;
  key_version: number;
  district: string | null;
  eligible: boolean;
}

/** A line on paper that came to stand otherwise, or was entered. Rows are added, and get their place in a batch. */
export interface PaperChangeTable {
  id: Id;
  matter_id: number;
  sheet_id: number;
  line: number;
  /** Null: it was entered. */
  state_before: PaperLineState | null;
  state: PaperLineState;
  reasons: string[];
  /** Its own where the line came to count; else the last that was given before. */
  serial: number;
  /** Keyed, of who did it; null: it followed from something else. */
  by_mark: Buffer | null;
  changed_at: Date;
  nonce: Buffer;
  batch_id: number | null;
  position: number | null;
}
