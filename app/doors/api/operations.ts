import { readDescription } from "./description.ts";
import {
  findReceipt,
  listDrives,
  readDriveOperation,
  readOwnReceiptOperation,
  sign,
  takeSignatureBack,
} from "./drives.ts";
import { listDuties, listReplies, publishReplyOperation, readDutyOperation } from "./duties.ts";
import { listEvents } from "./events.ts";
import { giveOpinionOperation, listOpinions, readForumOperation } from "./forums.ts";
import type { ReadOperation, TextOperation, WriteOperation } from "./operation.ts";
import {
  agree,
  listProposals,
  publishProposalOperation,
  readProposalOperation,
  takeAgreementBack,
} from "./proposals.ts";
import { readRules } from "./rules.ts";
import { search, suggest } from "./search.ts";
import { listSpaces } from "./spaces.ts";

/** All that the API may be asked, in the order of its document. tests/openapi.test.ts holds it to the route files. */
export const OPERATIONS: readonly (ReadOperation | WriteOperation | TextOperation)[] = [
  search,
  suggest,
  readRules,
  listProposals,
  publishProposalOperation,
  readProposalOperation,
  agree,
  takeAgreementBack,
  listDuties,
  readDutyOperation,
  listReplies,
  publishReplyOperation,
  readForumOperation,
  listOpinions,
  giveOpinionOperation,
  listDrives,
  readDriveOperation,
  sign,
  takeSignatureBack,
  readOwnReceiptOperation,
  findReceipt,
  listEvents,
  listSpaces,
  readDescription,
];
