import type { Generated, GeneratedAlways, Insertable, JSONColumnType, Selectable } from "kysely";
import type { CouncilDecision, DriveContent, DriveDraft } from "#app/domain/drive/draft.ts";
import type { StatuteDefinition } from "#app/domain/drive/statute.ts";

/** The tables as TypeScript sees them. Ids are bigint in the database and number here: they stay below 2^53. */

export type Language = "ko" | "en" | "ja";
/** A text in each of the portal's languages. */
export type Localized = Record<Language, string>;
type SpaceKind = "city" | "council" | "apartment" | "union" | "company";
export type OfficeKind = "department" | "council" | "mayor" | "moderation" | "administration";
export type PostRole = "officer" | "moderator" | "clerk" | "mayor" | "admin";
export type MatterKind = "proposal" | "forum" | "drive";
/** The kinds whose thresholds are rules of the city; a drive's stand in its statute. */
export type RuleMatterKind = Exclude<MatterKind, "drive">;
export type MatterState = "open" | "closed" | "withdrawn";
/** What can be found by search; `search/engine.ts` says what each stands for. */
export type SearchedKind = MatterKind | "opinion" | "reply";
export type Measure = "agreements" | "participants";
export type Consequence = "department-reply" | "forum" | "mayor-reply";
export type DutyKind = Exclude<Consequence, "forum">;
export type Decision = "will-do" | "partly" | "under-study" | "cannot";
export type Stance = "for" | "against" | "other";
export type ApplicationState = "draft" | "submitted" | "correction" | "certified" | "refused" | "withdrawn";
export type HelperRole = "co-representative" | "deputy";
export type DriveStage =
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
export type PaperLineState = "counted" | "doubtful" | "refused" | "superseded";
export type PersonalReadScope = "signature" | "paper-line" | "list" | "export";
export type AbuseKind = "burst" | "sheet-order" | "retries";

type Json<T extends object> = JSONColumnType<T>;
type Id = GeneratedAlways<number>;

interface SpaceTable {
  id: Id;
  code: string;
  kind: SpaceKind;
  name: Json<Localized>;
  created_at: Date;
}

interface DistrictTable {
  space_id: number;
  code: string;
  name: Json<Localized>;
  position: number;
}

interface OfficeTable {
  id: Id;
  space_id: number;
  code: string;
  kind: OfficeKind;
  name: Json<Localized>;
  email: string | null;
}

interface CategoryTable {
  space_id: number;
  code: string;
  name: Json<Localized>;
  position: number;
  office_id: number;
}

interface PersonTable {
  id: Id;
  identity_hash: Buffer;
  public_name: string;
  sealed: Buffer;
  district: string | null;
  language: Language;
  mail_wanted: Generated<boolean>;
  created_at: Date;
}

interface AccountTable {
  issuer: string;
  subject: string;
  person_id: number;
  created_at: Date;
}

interface PostTable {
  person_id: number;
  role: PostRole;
  office_id: number | null;
}

interface SessionTable {
  id: string;
  user_id: number;
  expires_at: Date;
  created_at: Date;
}

interface RuleSetTable {
  id: Id;
  space_id: number;
  version: number;
  note: string;
  open_days: number;
  published_at: Date;
}

interface RuleTable {
  id: Id;
  rule_set_id: number;
  code: string;
  matter_kind: RuleMatterKind;
  measure: Measure;
  threshold: number;
  consequence: Consequence;
  days: number;
}

interface MatterTable {
  id: Id;
  space_id: number;
  kind: MatterKind;
  state: MatterState;
  title: string;
  body: string;
  language: Generated<string>;
  category: string;
  district: string | null;
  author_id: number | null;
  rule_set_id: number | null;
  opened_at: Date;
  closes_at: Date;
  updated_at: Date;
  ended_at: Date | null;
  text_fixed_at: Date | null;
  support_count: Generated<number>;
  support_serial: Generated<number>;
  next_threshold: number | null;
  remaining: GeneratedAlways<number | null>;
  imported_count: number | null;
  source: string | null;
  source_id: string | null;
}

interface MatterTranslationTable {
  matter_id: number;
  language: Language;
  title: string;
  summary: string;
}

interface SupplementTable {
  matter_id: number;
  position: number;
  body: string;
  created_at: Date;
}

interface DraftTable {
  id: string;
  person_id: number;
  space_id: number;
  title: string;
  body: string;
  category: string | null;
  district: string | null;
  updated_at: Date;
}

interface PictureTable {
  id: string;
  draft_id: string | null;
  matter_id: number | null;
  position: number;
  alt: string;
  media_type: "image/webp";
  width: number;
  height: number;
  bytes: Buffer;
  created_at: Date;
}

interface SupportTable {
  matter_id: number;
  person_id: number;
  serial: number;
  created_at: Date;
}

interface SupportDayTable {
  matter_id: number;
  day: string;
  net: number;
}

interface CrossingTable {
  matter_id: number;
  rule_id: number;
  threshold: number;
  crossed_at: Date;
  support_serial: number;
}

interface DutyTable {
  id: Id;
  matter_id: number;
  rule_id: number;
  kind: DutyKind;
  office_id: number;
  opened_at: Date;
  due_at: Date;
  met_at: Date | null;
  replies: Generated<number>;
}

interface ReplyTable {
  duty_id: number;
  version: number;
  decision: Decision;
  body: string;
  author_id: number;
  published_at: Date;
}

interface ForumTable {
  matter_id: number;
  proposal_id: number;
  for_count: Generated<number>;
  against_count: Generated<number>;
  other_count: Generated<number>;
}

interface BackgroundTable {
  forum_id: number;
  position: number;
  title: string;
  body: string;
  url: string | null;
}

interface OpinionTable {
  id: Id;
  forum_id: number;
  person_id: number;
  stance: Stance;
  body: string;
  version: number;
  helpful_count: Generated<number>;
  reply_count: Generated<number>;
  created_at: Date;
  updated_at: Date;
}

interface OpinionVersionTable {
  opinion_id: number;
  version: number;
  stance: Stance;
  body: string;
  written_at: Date;
}

interface OpinionReplyTable {
  id: Id;
  opinion_id: number;
  person_id: number;
  body: string;
  created_at: Date;
}

interface HelpfulTable {
  opinion_id: number;
  person_id: number;
  created_at: Date;
}

interface EventTable {
  seq: number;
  space_id: number;
  matter_id: number | null;
  kind: string;
  at: Date;
  data: Json<Record<string, string | number | null>>;
  hash: Buffer;
}

interface LedgerHeadTable {
  singleton: Generated<boolean>;
  seq: number;
  hash: Buffer;
}

interface MailTable {
  id: Id;
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
}

interface ImportRunTable {
  source: string;
  file_digest: string;
  lines_done: number;
  updated_at: Date;
}

interface SearchChangeTable {
  seq: GeneratedAlways<number>;
  kind: SearchedKind;
  id: number;
}

interface SearchDocumentTable {
  kind: SearchedKind;
  id: number;
  space_id: number;
  matter_id: number;
  language: string;
  title: string;
  other_titles: string;
  text: string;
  category: string;
  district: string | null;
  state: string | null;
  office: string | null;
  year: number;
  published_at: Date;
  support_count: number;
  version: number;
  title_grams: number[];
  title_jamo: number[];
  title_initials: number[];
  text_grams: number[];
}

interface SearchRemovalTable {
  kind: SearchedKind;
  id: number;
  version: number;
}

interface SearchFollowerTable {
  engine: string;
  followed: Generated<number>;
  rebuild_index: string | null;
  rebuilt: Generated<number>;
}

interface SearchGramFrequencyTable {
  space_id: number;
  /** A column of search_document. */
  field: string;
  gram: number;
  documents: number;
}

interface SearchGramTotalTable {
  space_id: number;
  documents: number;
  changes: number;
}

interface SearchRebuildTable {
  singleton: Generated<boolean>;
  kind: SearchedKind;
  after_id: number;
}

interface SynonymGroupTable {
  id: Id;
  space_id: number;
  words: string[];
  changed_at: Date;
}

interface StopWordTable {
  space_id: number;
  word: string;
}

interface SavedSearchTable {
  id: Id;
  person_id: number;
  space_id: number;
  query: string;
  mail: boolean;
  created_at: Date;
  told_until: Date;
  told_at: Date | null;
}

interface LikelyDuplicateTable {
  matter_id: number;
  earlier_id: number;
  score: number;
  found_at: Date;
  dismissed_at: Date | null;
  dismissed_by: number | null;
}

interface StatuteTable {
  id: Id;
  space_id: number;
  code: string;
  version: number;
  definition: Json<StatuteDefinition>;
  published_at: Date;
}

/** `district` null: the whole municipality. */
interface ElectorateTable {
  space_id: number;
  as_of: string;
  district: string | null;
  eligible: number;
  population: number | null;
  published_on: string;
}

interface ElectionTable {
  id: Id;
  space_id: number;
  name: Json<Localized>;
  pause_from: string;
  pause_until: string;
}

interface DataKeyTable {
  id: Id;
  wrapped: Buffer | null;
  master: string;
  created_at: Date;
  destroyed_at: Date | null;
}

interface DriveApplicationTable {
  id: Id;
  space_id: number;
  statute_id: number;
  person_id: number;
  state: ApplicationState;
  request: string;
  title: string;
  category: string;
  content: Json<DriveContent>;
  invite_hash: Buffer | null;
  clerk_note: string | null;
  updated_at: Date;
  submitted_at: Date | null;
  decided_at: Date | null;
  decided_by: number | null;
  matter_id: number | null;
}

interface DriveHelperTable {
  application_id: number;
  person_id: number;
  role: HelperRole;
  joined_at: Date;
}

interface DriveTable {
  matter_id: number;
  application_id: number;
  statute_id: number;
  representative_id: number;
  stage: DriveStage;
  /** When it came before everybody; null: only who has the address finds it. */
  listed_at: Date | null;
  listed: GeneratedAlways<boolean>;
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
}

/** What is left of the signatures when their data was deleted; of districts, those that had any. */
export interface KeptCounts {
  online: number;
  paper: number;
  districts: Record<string, number>;
}

interface DriveMilestoneTable {
  matter_id: number;
  position: number;
  code: string;
  threshold: number;
  days: number | null;
  reached_at: Date | null;
  support_serial: number | null;
}

interface SignatureBatchTable {
  id: Id;
  matter_id: number;
  size: number;
  root: Buffer;
  event_seq: number;
  closed_at: Date;
}

interface SignatureLeafTable {
  batch_id: number;
  position: number;
  leaf: Buffer;
}

interface SignatureTable {
  matter_id: number;
  person_id: number;
  district: string | null;
  sealed: Buffer;
  match_hash: Buffer;
  nonce: Buffer;
  leaf: Buffer | null;
  signed_at: Date;
  batch_id: number | null;
  position: number | null;
}

interface PaperSheetTable {
  id: Id;
  matter_id: number;
  number: number;
  source: "hand" | "csv";
  entered_by: number;
  entered_at: Date;
}

interface PaperLineTable {
  sheet_id: number;
  line: number;
  matter_id: number;
  district: string | null;
  sealed: Buffer | null;
  match_hash: Buffer | null;
  state: PaperLineState;
  reasons: string[];
  decided_by: number | null;
  decided_at: Date | null;
}

interface RegisterExtractTable {
  matter_id: number;
  match_hash: Buffer;
  district: string | null;
  eligible: boolean;
}

interface FrozenListTable {
  matter_id: number;
  round: number;
  online: number;
  paper: number;
  hash: Buffer;
  event_seq: number;
  frozen_at: Date;
}

interface PersonalReadTable {
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

interface ListExportTable {
  id: Id;
  matter_id: number;
  read_id: number;
  format: "pdf" | "csv";
  recipient: string;
  sha256: Buffer | null;
  finished_at: Date | null;
}

interface ObjectionTable {
  id: Id;
  matter_id: number;
  person_id: number;
  body: string;
  made_at: Date;
  upheld: boolean | null;
  answer: string | null;
  /** Signatures online that it showed to be invalid. */
  struck: Generated<number>;
  decided_at: Date | null;
  decided_by: number | null;
}

interface AbuseSignTable {
  id: Id;
  matter_id: number;
  kind: AbuseKind;
  about: string;
  times: number;
  first_at: Date;
  last_at: Date;
  seen_at: Date | null;
}

interface DriveReminderTable {
  matter_id: number;
  step: string;
  due_on: string;
  sent_at: Date;
}

export interface Tables {
  space: SpaceTable;
  district: DistrictTable;
  office: OfficeTable;
  category: CategoryTable;
  person: PersonTable;
  account: AccountTable;
  post: PostTable;
  session: SessionTable;
  rule_set: RuleSetTable;
  rule: RuleTable;
  matter: MatterTable;
  matter_translation: MatterTranslationTable;
  supplement: SupplementTable;
  draft: DraftTable;
  picture: PictureTable;
  support: SupportTable;
  support_day: SupportDayTable;
  crossing: CrossingTable;
  duty: DutyTable;
  reply: ReplyTable;
  forum: ForumTable;
  background: BackgroundTable;
  opinion: OpinionTable;
  opinion_version: OpinionVersionTable;
  opinion_reply: OpinionReplyTable;
  helpful: HelpfulTable;
  event: EventTable;
  ledger_head: LedgerHeadTable;
  mail: MailTable;
  import_run: ImportRunTable;
  search_change: SearchChangeTable;
  search_document: SearchDocumentTable;
  search_removal: SearchRemovalTable;
  search_follower: SearchFollowerTable;
  search_gram_frequency: SearchGramFrequencyTable;
  search_gram_total: SearchGramTotalTable;
  search_rebuild: SearchRebuildTable;
  synonym_group: SynonymGroupTable;
  stop_word: StopWordTable;
  saved_search: SavedSearchTable;
  likely_duplicate: LikelyDuplicateTable;
  statute: StatuteTable;
  electorate: ElectorateTable;
  election: ElectionTable;
  data_key: DataKeyTable;
  drive_application: DriveApplicationTable;
  drive_helper: DriveHelperTable;
  drive: DriveTable;
  drive_milestone: DriveMilestoneTable;
  signature_batch: SignatureBatchTable;
  signature_leaf: SignatureLeafTable;
  signature: SignatureTable;
  paper_sheet: PaperSheetTable;
  paper_line: PaperLineTable;
  register_extract: RegisterExtractTable;
  frozen_list: FrozenListTable;
  personal_read: PersonalReadTable;
  list_export: ListExportTable;
  objection: ObjectionTable;
  abuse_sign: AbuseSignTable;
  drive_reminder: DriveReminderTable;
}

export type Row<T extends keyof Tables> = Selectable<Tables[T]>;
export type NewRow<T extends keyof Tables> = Insertable<Tables[T]>;
