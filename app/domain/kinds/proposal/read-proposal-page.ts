import { owesReply, readDuties } from "#app/domain/duty/read-duties.ts";
import { readOwnVerdicts } from "#app/domain/duty/verdict.ts";
import { journeyOf } from "#app/domain/threshold/journey.ts";
import { readMilestones, readMilestonesToCome } from "#app/domain/threshold/read-thresholds.ts";
import type { Queryable } from "#db/client.ts";
import { findForum } from "#db/queries/forums.ts";
import type { Language } from "#db/tables/language.ts";
import { readProposal } from "./read-proposal.ts";

/**
 * A proposal with the rest of its journey: its forum, and what follows from that.
 *
 * @throws PortalError "not-found"
 */
export async function readProposalPage(
  db: Queryable,
  spaceId: number,
  id: number,
  reader: { personId: number | undefined; language: Language },
  now: Date,
) {
  const proposal = await readProposal(db, spaceId, id, reader, now);
  const { forumId, ruleSetId, milestones, duties, state, supportCount, endedAt } = proposal;
  const [forum, forumMilestones, owed] = await Promise.all([
    forumId === null ? undefined : findForum(db, spaceId, forumId),
    forumId === null ? readMilestonesToCome(db, ruleSetId, "forum") : readMilestones(db, forumId),
    readDuties(db, forumId === null ? [] : [forumId], now),
  ]);
  const replies = owed.filter(owesReply);
  const all = [...duties, ...replies];
  const open = forum !== undefined && forum.state === "open" && forum.closes_at >= now;
  const closesAt = forum?.closes_at.toISOString();
  return {
    ...proposal,
    duties: all,
    ownVerdicts: await readOwnVerdicts(db, reader.personId, all, now),
    steps: journeyOf({
      state,
      count: supportCount,
      milestones,
      duties,
      closesAt: proposal.closesAt,
      endedAt,
      forum:
        forum && closesAt !== undefined
          ? { milestones: forumMilestones, duties: replies, count: forum.participants, open, closesAt }
          : null,
      forumToCome: forumMilestones,
    }),
    forum:
      forum && closesAt !== undefined
        ? { id: forum.id, open, closesAt, participants: forum.participants }
        : null,
  };
}

export type ProposalPageView = Awaited<ReturnType<typeof readProposalPage>>;
