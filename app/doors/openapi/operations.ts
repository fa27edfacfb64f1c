import { listCheckpoints, readLedgerKeys } from "#app/doors/api/checkpoints.ts";
import { listCommentsOperation, writeCommentOperation } from "#app/doors/api/comments.ts";
import { readPollDrawOperation } from "#app/doors/api/draws.ts";
import { listDrives, readDriveOperation } from "#app/doors/api/drives.ts";
import { listDuties, listReplies, publishReplyOperation, readDutyOperation } from "#app/doors/api/duties.ts";
import { listEvents } from "#app/doors/api/events.ts";
import { giveOpinionOperation, listForums, listOpinions, readForumOperation } from "#app/doors/api/forums.ts";
import type {
  OpenOperation,
  ReadOperation,
  TextOperation,
  WriteOperation,
} from "#app/doors/api/operation.ts";
import { readOpinionMapOperation, readPollOpinionMapOperation } from "#app/doors/api/opinion-map.ts";
import { castBallotOperation, readPollResultsOperation } from "#app/doors/api/poll-ballots.ts";
import { approvePollOperation, makePollOperation } from "#app/doors/api/poll-drafts.ts";
import { listPollsOperation, readPollOperation } from "#app/doors/api/polls.ts";
import {
  agree,
  listProposals,
  publishProposalOperation,
  readProposalOperation,
  takeAgreementBack,
} from "#app/doors/api/proposals.ts";
import {
  listMessagesOperation,
  makeQuickPollOperation,
  readQuickPollOperation,
  voteOperation,
} from "#app/doors/api/quick-polls.ts";
import { reportOperation } from "#app/doors/api/reports.ts";
import { readRules } from "#app/doors/api/rules.ts";
import { search, suggest } from "#app/doors/api/search.ts";
import { findReceipt, readOwnReceiptOperation, sign, takeSignatureBack } from "#app/doors/api/signatures.ts";
import { listSpaces } from "#app/doors/api/spaces.ts";
import { listVotesOperation, readVoteOperation } from "#app/doors/api/votes.ts";
import { readDescription } from "./description.ts";

/** All that the API may be asked, in the order of its document. tests/openapi.test.ts holds it to the route files. */
export const OPERATIONS: readonly (ReadOperation | WriteOperation | TextOperation | OpenOperation)[] = [
  search,
  suggest,
  readRules,
  listProposals,
  publishProposalOperation,
  readProposalOperation,
  agree,
  takeAgreementBack,
  listCommentsOperation,
  writeCommentOperation,
  listDuties,
  readDutyOperation,
  listReplies,
  publishReplyOperation,
  listForums,
  readForumOperation,
  listOpinions,
  giveOpinionOperation,
  readOpinionMapOperation,
  listDrives,
  readDriveOperation,
  sign,
  takeSignatureBack,
  readOwnReceiptOperation,
  findReceipt,
  makeQuickPollOperation,
  readQuickPollOperation,
  voteOperation,
  listMessagesOperation,
  listPollsOperation,
  makePollOperation,
  readPollOperation,
  approvePollOperation,
  castBallotOperation,
  readPollResultsOperation,
  readPollDrawOperation,
  readPollOpinionMapOperation,
  listVotesOperation,
  readVoteOperation,
  reportOperation,
  listEvents,
  listCheckpoints,
  readLedgerKeys,
  listSpaces,
  readDescription,
];
