import type { Kind } from "#app/domain/kinds/kind.ts";
import { listForumsOfProposals } from "#db/queries/forums.ts";
import { enqueue } from "#db/queries/jobs.ts";
import { PROPOSAL_CONSEQUENCES } from "./consequences.ts";
import { readProposalDocuments } from "./documents.ts";
import { readProposalForReply } from "./for-reply.ts";
import { readFrontProposals } from "./front.ts";
import { readProposalLines, readProposalProgress } from "./line.ts";
import { PROPOSAL_DATA } from "./open-data.ts";
import { readOwnProposals } from "./own.ts";
import { readSharedProposal } from "./shared.ts";

/** What somebody wants the city to do. */
export const PROPOSAL = {
  consequences: PROPOSAL_CONSEQUENCES,
  takenBackByLeaving: true,
  notices: { supporters: true, letters: ["reached", "forum-opened", "replied"] },
  dataSets: [PROPOSAL_DATA],
  documents: readProposalDocuments,
  /** Each is compared with the others once it can be found. */
  async onIndexed(tx, ids) {
    for (const matterId of ids)
      await enqueue(tx, "find-duplicates", { matterId }, `find-duplicates ${matterId}`);
  },
  readLines: readProposalLines,
  readProgress: readProposalProgress,
  readShared: readSharedProposal,
  inParticipation: true,
  inCalendar: false,
  readRelatives: async (db, _space, id) => [...(await listForumsOfProposals(db, [id])).values()],
  readForReply: readProposalForReply,
  readOwn: readOwnProposals,
  readFront: readFrontProposals,
} satisfies Kind<"proposal">;
