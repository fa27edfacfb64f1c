import type { Generated, GeneratedAlways, Insertable, JSONColumnType, Selectable } from "kysely";

/** The tables as TypeScript sees them. Ids are bigint in the database and number here: they stay below 2^53. */

export type Language = "ko" | "en" | "ja";
/** A text in each of the portal's languages. */
export type Localized = Record<Language, string>;
type SpaceKind = "city" | "council" | "apartment" | "union" | "company";
export type OfficeKind = "department" | "council" | "mayor" | "moderation" | "administration";
export type PostRole = "officer" | "moderator" | "clerk" | "mayor" | "admin";
export type MatterKind = "proposal" | "forum";
export type MatterState = "open" | "closed" | "withdrawn";
/** What can be found by search; `search/engine.ts` says what each stands for. */
export type SearchedKind = "proposal" | "forum" | "opinion" | "reply";
export type Measure = "agreements" | "participants";
export type Consequence = "department-reply" | "forum" | "mayor-reply";
export type DutyKind = Exclude<Consequence, "forum">;
export type Decision = "will-do" | "partly" | "under-study" | "cannot";
export type Stance = "for" | "against" | "other";

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
  matter_kind: MatterKind;
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
  search_rebuild: SearchRebuildTable;
  synonym_group: SynonymGroupTable;
  stop_word: StopWordTable;
  saved_search: SavedSearchTable;
  likely_duplicate: LikelyDuplicateTable;
}

export type Row<T extends keyof Tables> = Selectable<Tables[T]>;
export type NewRow<T extends keyof Tables> = Insertable<Tables[T]>;
