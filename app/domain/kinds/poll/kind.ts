import type { Kind } from "#app/domain/kinds/kind.ts";
import { findPoll } from "#db/queries/polls.ts";
import { POLL_CONSEQUENCES } from "./consequences.ts";
import { readPollDocuments } from "./documents.ts";
import { readPollForReply } from "./for-reply.ts";
import { readFrontPolls } from "./front.ts";
import { POLL_LEDGER_CHECKS } from "./ledger-checks.ts";
import { readPollLines, readPollProgress } from "./line.ts";
import { POLL_DATA } from "./open-data.ts";
import { readOwnPolls } from "./own.ts";
import { POLL_RESULTS_DATA } from "./results-data.ts";
import { readSharedPoll } from "./shared.ts";

/** What an office asks. Who leaves has said what they said: their ballot is counted, and nobody's. */
export const POLL = {
  consequences: POLL_CONSEQUENCES,
  ledgerChecks: POLL_LEDGER_CHECKS,
  takenBackByLeaving: false,
  notices: { supporters: false, letters: ["reached", "replied", "poll-closed", "withdrawn"] },
  dataSets: [POLL_DATA, POLL_RESULTS_DATA],
  documents: readPollDocuments,
  readLines: readPollLines,
  readProgress: readPollProgress,
  readShared: readSharedPoll,
  inParticipation: false,
  inCalendar: true,
  readRelatives: async (db, spaceId, id) => (await findPoll(db, spaceId, id))?.definition.related ?? [],
  readForReply: readPollForReply,
  readOwn: readOwnPolls,
  readFront: readFrontPolls,
} satisfies Kind<"poll">;
