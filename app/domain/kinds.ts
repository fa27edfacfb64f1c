import { readReplyDocuments } from "#app/domain/duty/documents.ts";
import { DUTY_DATA, REPLY_DATA } from "#app/domain/duty/open-data.ts";
import type { LedgerCheck } from "#app/domain/ledger/fault.ts";
import { EVENT_DATA } from "#app/domain/ledger/open-data.ts";
import type { NoticesOfKinds } from "#app/domain/notice/kind-notices.ts";
import type { DataSet } from "#app/domain/open-data/data-set.ts";
import type { SupportPlugs } from "#app/domain/support/plugs.ts";
import { RULES_LEDGER_CHECK } from "#app/domain/threshold/ledger-check.ts";
import { THRESHOLD_DATA } from "#app/domain/threshold/open-data.ts";
import type { Tx } from "#db/client.ts";
import type { DocumentRef } from "#db/search-document.ts";
import { MATTER_KINDS, type MatterKind } from "#db/tables/matter.ts";
import type { DocumentReaders } from "#search/documents.ts";
import { DRIVE } from "./kinds/drive/kind.ts";
import { SIGNATURES } from "./kinds/drive/signature-beside.ts";
import { readOpinionDocuments } from "./kinds/forum/documents.ts";
import { FORUM } from "./kinds/forum/kind.ts";
import type { Kind } from "./kinds/kind.ts";
import { BALLOTS } from "./kinds/poll/ballots-beside.ts";
import { POLL } from "./kinds/poll/kind.ts";
import { PROPOSAL } from "./kinds/proposal/kind.ts";
import { VOTE } from "./kinds/vote/kind.ts";

/** Every kind of matter that there is. */
export const KINDS = {
  proposal: PROPOSAL,
  forum: FORUM,
  drive: DRIVE,
  poll: POLL,
  vote: VOTE,
} satisfies { [Code in MatterKind]: Kind<Code> };

/** A matter in a line, with what its kind adds. */
export type MatterLine = Awaited<ReturnType<(typeof KINDS)[MatterKind]["readLines"]>>[number];

/** What is said of a matter to who is sent its address, with what its kind adds. */
export type SharedMatter = NonNullable<Awaited<ReturnType<(typeof KINDS)[MatterKind]["readShared"]>>>;

/** A kind as the house sees it, whichever it is. */
export const kindOf = (code: MatterKind): Kind<MatterKind> => KINDS[code];

/** What the kinds plug into the counting of supports. */
export const SUPPORT_PLUGS: SupportPlugs = {
  consequences: {
    proposal: PROPOSAL.consequences,
    forum: FORUM.consequences,
    drive: DRIVE.consequences,
    poll: POLL.consequences,
    vote: VOTE.consequences,
  },
  beside: { drive: SIGNATURES, poll: BALLOTS },
};

/** Who of each kind is told of what, beside those who follow it. */
export const NOTICES_OF_KINDS: NoticesOfKinds = {
  proposal: PROPOSAL.notices,
  forum: FORUM.notices,
  drive: DRIVE.notices,
  poll: POLL.notices,
  vote: VOTE.notices,
};

/** What the ledger says, held against the database, beside what every kind of matter has. */
export const LEDGER_CHECKS: readonly LedgerCheck[] = [
  RULES_LEDGER_CHECK,
  ...MATTER_KINDS.flatMap((code) => kindOf(code).ledgerChecks ?? []),
];

/** What everybody may take along each night, in the order in which it is listed; its texts: `data-sets` in data.json. */
export const DATA_SETS: readonly DataSet[] = [
  ...MATTER_KINDS.flatMap((code) => kindOf(code).dataSets),
  THRESHOLD_DATA,
  DUTY_DATA,
  REPLY_DATA,
  EVENT_DATA,
];

/** How search reads all that can be found. */
export const DOCUMENT_READERS: DocumentReaders = {
  proposal: PROPOSAL.documents,
  forum: FORUM.documents,
  drive: DRIVE.documents,
  poll: POLL.documents,
  vote: VOTE.documents,
  opinion: readOpinionDocuments,
  reply: readReplyDocuments,
};

/** The kinds whose supports go with who leaves. */
export const TAKEN_BACK_BY_LEAVING = MATTER_KINDS.filter((code) => KINDS[code].takenBackByLeaving);

/** The kinds whose supports are in how much districts take part. */
export const IN_PARTICIPATION = MATTER_KINDS.filter((code) => KINDS[code].inParticipation);

/** What else follows from matters being indexed, in the index's transaction. */
export async function onIndexed(tx: Tx, refs: readonly DocumentRef[]): Promise<void> {
  for (const code of MATTER_KINDS) {
    const ids = refs.filter(({ kind }) => kind === code).map(({ id }) => id);
    if (ids.length > 0) await kindOf(code).onIndexed?.(tx, ids);
  }
}

/** What each kind shows of a person on their own page, and of itself on the first page. */
export type PartOf<Part extends "readOwn" | "readFront"> = {
  [Code in MatterKind]: Awaited<ReturnType<(typeof KINDS)[Code][Part]>>;
};
