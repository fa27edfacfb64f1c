import type { Generated, JSONColumnType } from "kysely";
import type { CouncilDecision, DriveDraft } from "./drive-draft.ts";
import type { Id, Json } from "./json.ts";

export type DriveState =
  | "collecting"
  | "collected"
  | "lapsed"
  | "handed-in"
  | "inspection"
  | "deciding"
  | "shortfall"
  | "accepted"
  | "dismissed"
  | "introduced"
  | "adopted"
  | "rejected";

export interface DataKeyTable {
  id: Id;
  wrapped: Buffer | null;
  master: string;
  created_at: Date;
  destroyed_at: Date | null;
}

export interface DriveTable {
  matter_id: number;
  application_id: number;
  statute_id: number;
  representative_id: number;
  state: DriveState;
  /** When it came before everybody; null: it did not yet. Who may be told of it says its matter's visibility. */
  listed_at: Date | null;
  request: string;
  draft: Json<DriveDraft>;
  draft_hash: Buffer;
  certificate: string;
  eligible: number | null;
  as_of: string | null;
  required: number;
  data_key_id: number;
  certified_at: Date;
  collect_until: Date;
  handed_in_at: Date | null;
  list_published_at: Date | null;
  inspect_until: Date | null;
  shortfall_until: Date | null;
  /** Since when the acceptance can be decided: the inspection is over and every objection answered. */
  decidable_at: Date | null;
  accepted_at: Date | null;
  introduced_at: Date | null;
  extended_at: Date | null;
  decided_at: Date | null;
  decision: JSONColumnType<CouncilDecision | null, string | null, string | null>;
  delete_data_at: Date | null;
  data_deleted_at: Date | null;
  kept_counts: JSONColumnType<KeptCounts | null, string | null, string | null>;
  /** Why a shortfall was granted, or the drive dismissed. */
  clerk_note: string | null;
  /** Its periods end on no day off; false: certified before days off were looked at, it keeps its dates. */
  skips_days_off: Generated<boolean>;
}

/** What is left of the signatures when their data was deleted; of districts, those that had any. */
export interface KeptCounts {
  online: number;
  paper: number;
  districts: Record<string, number>;
}

/** What a drive's pages show of its signatures, beside its matter's count; a row that is not there is all zeros. */
export interface DriveCountTable {
  matter_id: number;
  /** Lines on paper that count now; a trigger keeps these four up. */
  counted: Generated<number>;
  doubtful: Generated<number>;
  refused: Generated<number>;
  superseded: Generated<number>;
  /** Of `superseded`, those since `counted_day` was over: shown as counted until it is counted again. */
  fresh: Generated<number>;
  /** The last day in Seoul whose signatures are in `districts`; null: none was counted yet. */
  counted_day: string | null;
  /** Signatures that stood then, online and on paper, by the district's code; those of none under "". */
  districts: JSONColumnType<Record<string, number> | null, string | null, string | null>;
}

export interface ObjectionTable {
  id: Id;
  matter_id: number;
  person_id: number;
  /** In plain, by a version before; a job seals it. */
  body: string | null;
  sealed: Buffer | null;
  /** The list it is to; null: made before this was kept. */
  round: number | null;
  made_at: Date;
  upheld: boolean | null;
  /** As `body`. */
  answer: string | null;
  sealed_answer: Buffer | null;
  /** Signatures online that it showed to be invalid. */
  struck: Generated<number>;
  decided_at: Date | null;
  decided_by: number | null;
}

export type AbuseKind = "burst" | "sheet-order" | "retries";

export interface AbuseSignTable {
  id: Id;
  matter_id: number;
  kind: AbuseKind;
  about: string;
  times: number;
  first_at: Date;
  last_at: Date;
  seen_at: Date | null;
}

export interface DriveReminderTable {
  matter_id: number;
  step: string;
  due_on: string;
  sent_at: Date;
}
