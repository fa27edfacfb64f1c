import type { Kind } from "#app/domain/kinds/kind.ts";
import { findVote } from "#db/queries/votes.ts";
import { VOTE_CONSEQUENCES } from "./consequences.ts";
import { readVoteDocuments } from "./documents.ts";
import { readFrontVotes } from "./front.ts";
import { VOTE_LEDGER_CHECKS } from "./ledger-checks.ts";
import { readVoteLines, readVoteProgress } from "./line.ts";
import { VOTE_DATA } from "./open-data.ts";
import { readSharedVote } from "./shared.ts";

/**
 * What residents decide by the Residents' Voting Act, on paper at polling places. Its ballot here would have to be secret
 * and verifiable: none is offered.
 */
export const VOTE = {
  consequences: VOTE_CONSEQUENCES,
  ledgerChecks: VOTE_LEDGER_CHECKS,
  takenBackByLeaving: false,
  notices: { supporters: false, letters: [] },
  dataSets: [VOTE_DATA],
  documents: readVoteDocuments,
  readLines: readVoteLines,
  readProgress: readVoteProgress,
  readShared: readSharedVote,
  inParticipation: false,
  inCalendar: true,
  async readRelatives(db, spaceId, id) {
    const drive = (await findVote(db, spaceId, id))?.drive_id;
    return typeof drive === "number" ? [drive] : [];
  },
  // The council and the head of the city owe what was decided itself, and no reply about it.
  readForReply: null,
  // Who voted is nobody's to know, and not kept.
  readOwn: async () => null,
  readFront: readFrontVotes,
} satisfies Kind<"vote">;
