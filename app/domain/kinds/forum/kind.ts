import type { Kind } from "#app/domain/kinds/kind.ts";
import { findForum } from "#db/queries/forums.ts";
import { FORUM_CONSEQUENCES } from "./consequences.ts";
import { readForumDocuments } from "./documents.ts";
import { readForumForReply } from "./for-reply.ts";
import { readFrontForums } from "./front.ts";
import { readForumLines, readForumProgress } from "./line.ts";
import { FORUM_DATA } from "./open-data.ts";
import { readOwnForums } from "./own.ts";
import { readSharedForum } from "./shared.ts";

/** Where a proposal that many agreed with is argued before everybody. */
export const FORUM = {
  consequences: FORUM_CONSEQUENCES,
  takenBackByLeaving: false,
  notices: { supporters: true, letters: ["reached", "replied"] },
  dataSets: [FORUM_DATA],
  documents: readForumDocuments,
  readLines: readForumLines,
  readProgress: readForumProgress,
  readShared: readSharedForum,
  inParticipation: true,
  inCalendar: true,
  async readRelatives(db, spaceId, id) {
    const forum = await findForum(db, spaceId, id);
    return forum ? [forum.proposal_id] : [];
  },
  readForReply: readForumForReply,
  readOwn: readOwnForums,
  readFront: readFrontForums,
} satisfies Kind<"forum">;
