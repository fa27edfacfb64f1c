import type { Insertable, Selectable } from "kysely";
import type { ApiKeyTable } from "./api-key.ts";
import type { DriveApplicationTable, DriveHelperTable } from "./application.ts";
import type { CheckpointTable, CosignatureTable, WitnessStateTable } from "./checkpoint.ts";
import type { CityMapTable } from "./city-map.ts";
import type { ProposalCommentTable } from "./comment.ts";
import type {
  AbuseSignTable,
  DataKeyTable,
  DriveCountTable,
  DriveReminderTable,
  DriveTable,
  ObjectionTable,
} from "./drive.ts";
import type { DutyReminderTable, DutyTable, ReplyTable, VerdictCountTable, VerdictTable } from "./duty.ts";
import type { FollowTable } from "./follow.ts";
import type {
  BackgroundTable,
  ForumTable,
  HelpfulTable,
  OpinionReplyTable,
  OpinionTable,
  OpinionVersionTable,
} from "./forum.ts";
import type { ImportRunTable } from "./import.ts";
import type { KeptFormTable } from "./kept-form.ts";
import type { EventTable, LedgerHeadTable, RecordedCountTable } from "./ledger.ts";
import type { LimitCountTable, LimitSaltTable } from "./limit.ts";
import type { FrozenListTable, ListExportTable, ListRecipientTable, PersonalReadTable } from "./list.ts";
import type { MailTable } from "./mail.ts";
import type {
  DraftTable,
  MatterTable,
  MatterTranslationTable,
  PictureTable,
  SupplementTable,
} from "./matter.ts";
import type { NoticeProgressTable, NoticeSettingTable, NoticeTable } from "./notice.ts";
import type { OpenDataDumpTable, OpenDataFileTable, OpenDataPieceTable } from "./open-data.ts";
import type {
  OpinionMapTable,
  OpinionMapWaitingTable,
  StatementTable,
  StatementVoteTable,
} from "./opinion-map.ts";
import type {
  PaperChangeTable,
  PaperLineTable,
  PaperLineVersionTable,
  PaperSheetTable,
  PaperWaitingTable,
  RegisterExtractTable,
} from "./paper.ts";
import type {
  ParticipationCountedTable,
  ParticipationDayTable,
  ParticipationWaitingTable,
} from "./participation.ts";
import type { AccountTable, PersonTable, SessionTable } from "./person.ts";
import type {
  BallotDraftTable,
  BallotTable,
  PollCorrectionTable,
  PollDistrictTurnoutTable,
  PollDraftLookTable,
  PollDraftTable,
  PollDraftVersionTable,
  PollDrawDeclineTable,
  PollDrawNumberTable,
  PollDrawnTable,
  PollDrawTable,
  PollPictureTable,
  PollReminderTable,
  PollTable,
  PollTextGroupTable,
  PollTextTable,
  PollTurnoutTable,
} from "./poll.ts";
import type { PushDeviceTable, PushWaitingTable } from "./push.ts";
import type {
  QuickMessageTable,
  QuickPollChoiceTable,
  QuickPollQuestionTable,
  QuickPollTable,
  QuickVoteTable,
} from "./quick-poll.ts";
import type { ModeratedTable, ModerationTable, ReportTable } from "./report.ts";
import type { RollEntryTable, RollTable } from "./roll.ts";
import type {
  LikelyDuplicateTable,
  SavedSearchTable,
  SearchChangeTable,
  SearchDocumentTable,
  SearchFollowerTable,
  SearchGramFrequencyTable,
  SearchGramTotalTable,
  SearchRebuildTable,
  SearchRemovalTable,
  StopWordTable,
  SynonymGroupTable,
} from "./search.ts";
import type {
  SignatureBatchTable,
  SignatureLeafTable,
  SignatureTable,
  SignatureWithdrawalTable,
} from "./signature.ts";
import type { CategoryTable, DistrictTable, OfficeTable, PostTable, SpaceTable } from "./space.ts";
import type { DayOffTable, ElectionTable, ElectorateTable, StatuteTable } from "./statute.ts";
import type { SubmissionTable } from "./submission.ts";
import type { SupportDayTable, SupportTable, SupportWithdrawalTable } from "./support.ts";
import type { RuleSetTable, RuleTable, ThresholdTable } from "./threshold.ts";
import type {
  PollingPlaceTable,
  VoteCountTable,
  VoteDraftTable,
  VoteDraftVersionTable,
  VoteEntryTable,
  VoteObjectionDecisionTable,
  VoteObjectionTable,
  VoteResultTable,
  VoteSeatTable,
  VoteTable,
} from "./vote.ts";

/** The tables as TypeScript sees them. Ids are bigint in the database and number here: they stay below 2^53. */
export interface Tables {
  space: SpaceTable;
  district: DistrictTable;
  city_map: CityMapTable;
  office: OfficeTable;
  category: CategoryTable;
  person: PersonTable;
  account: AccountTable;
  post: PostTable;
  session: SessionTable;
  roll: RollTable;
  roll_entry: RollEntryTable;
  rule_set: RuleSetTable;
  rule: RuleTable;
  matter: MatterTable;
  matter_translation: MatterTranslationTable;
  supplement: SupplementTable;
  draft: DraftTable;
  picture: PictureTable;
  submission: SubmissionTable;
  kept_form: KeptFormTable;
  support: SupportTable;
  support_withdrawal: SupportWithdrawalTable;
  recorded_count: RecordedCountTable;
  support_day: SupportDayTable;
  threshold: ThresholdTable;
  duty: DutyTable;
  duty_reminder: DutyReminderTable;
  reply: ReplyTable;
  verdict: VerdictTable;
  verdict_count: VerdictCountTable;
  proposal_comment: ProposalCommentTable;
  forum: ForumTable;
  background: BackgroundTable;
  opinion: OpinionTable;
  opinion_version: OpinionVersionTable;
  opinion_reply: OpinionReplyTable;
  helpful: HelpfulTable;
  poll_draft: PollDraftTable;
  poll_draft_version: PollDraftVersionTable;
  poll_draft_look: PollDraftLookTable;
  poll_picture: PollPictureTable;
  poll: PollTable;
  poll_draw_decline: PollDrawDeclineTable;
  poll_draw: PollDrawTable;
  poll_draw_number: PollDrawNumberTable;
  poll_drawn: PollDrawnTable;
  poll_correction: PollCorrectionTable;
  ballot: BallotTable;
  ballot_draft: BallotDraftTable;
  poll_reminder: PollReminderTable;
  poll_text: PollTextTable;
  poll_text_group: PollTextGroupTable;
  poll_turnout: PollTurnoutTable;
  poll_district_turnout: PollDistrictTurnoutTable;
  vote_draft: VoteDraftTable;
  vote_draft_version: VoteDraftVersionTable;
  vote: VoteTable;
  polling_place: PollingPlaceTable;
  vote_seat: VoteSeatTable;
  vote_entry: VoteEntryTable;
  vote_count: VoteCountTable;
  vote_result: VoteResultTable;
  vote_objection: VoteObjectionTable;
  vote_objection_decision: VoteObjectionDecisionTable;
  participation_counted: ParticipationCountedTable;
  participation_waiting: ParticipationWaitingTable;
  participation_day: ParticipationDayTable;
  statement: StatementTable;
  statement_vote: StatementVoteTable;
  opinion_map: OpinionMapTable;
  opinion_map_waiting: OpinionMapWaitingTable;
  event: EventTable;
  ledger_head: LedgerHeadTable;
  checkpoint: CheckpointTable;
  cosignature: CosignatureTable;
  witness_state: WitnessStateTable;
  mail: MailTable;
  follow: FollowTable;
  notice: NoticeTable;
  notice_progress: NoticeProgressTable;
  notice_setting: NoticeSettingTable;
  push_device: PushDeviceTable;
  push_waiting: PushWaitingTable;
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
  day_off: DayOffTable;
  election: ElectionTable;
  data_key: DataKeyTable;
  drive_application: DriveApplicationTable;
  drive_helper: DriveHelperTable;
  drive: DriveTable;
  drive_count: DriveCountTable;
  signature_batch: SignatureBatchTable;
  signature_leaf: SignatureLeafTable;
  signature: SignatureTable;
  signature_withdrawal: SignatureWithdrawalTable;
  paper_sheet: PaperSheetTable;
  paper_waiting: PaperWaitingTable;
  paper_line: PaperLineTable;
  paper_change: PaperChangeTable;
  paper_line_version: PaperLineVersionTable;
  register_extract: RegisterExtractTable;
  frozen_list: FrozenListTable;
  personal_read: PersonalReadTable;
  list_export: ListExportTable;
  list_recipient: ListRecipientTable;
  objection: ObjectionTable;
  abuse_sign: AbuseSignTable;
  drive_reminder: DriveReminderTable;
  limit_count: LimitCountTable;
  limit_salt: LimitSaltTable;
  quick_poll: QuickPollTable;
  quick_poll_question: QuickPollQuestionTable;
  quick_poll_choice: QuickPollChoiceTable;
  quick_vote: QuickVoteTable;
  quick_message: QuickMessageTable;
  moderated: ModeratedTable;
  report: ReportTable;
  moderation: ModerationTable;
  api_key: ApiKeyTable;
  open_data_dump: OpenDataDumpTable;
  open_data_file: OpenDataFileTable;
  open_data_piece: OpenDataPieceTable;
}

export type Row<T extends keyof Tables> = Selectable<Tables[T]>;

export type NewRow<T extends keyof Tables> = Insertable<Tables[T]>;
