import type { Queryable } from "#db/client.ts";
import { findForum } from "#db/queries/forums.ts";
import type { Language } from "#db/tables/language.ts";
import type { Consequence } from "#db/tables/threshold.ts";
import { type DutyView, readCrossings, readDuties, readMilestones, readProposal } from "./read-proposal.ts";

interface JourneyStep {
  kind: "proposal" | Consequence;
  /** The number that leads here; null for the proposal itself. */
  threshold: number | null;
  /** When it was done: a forum opened, a reply given. null: not yet. */
  doneAt: string | null;
  /** The date that an office owes it by, while it does. */
  dueAt: string | null;
}

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
  const { forumId, ruleSetId, milestones, crossings } = proposal;
  const [forum, forumMilestones, forumCrossings, forumDuties] = await Promise.all([
    forumId === null ? undefined : findForum(db, spaceId, forumId),
    readMilestones(db, ruleSetId, "forum"),
    forumId === null ? [] : readCrossings(db, forumId),
    forumId === null ? [] : readDuties(db, [forumId], now),
  ]);
  const stepsOf = (rules: typeof milestones, reached: typeof crossings, duties: DutyView[]): JourneyStep[] =>
    rules.map(({ code, consequence, threshold }) => {
      const crossedAt = reached.find((crossing) => crossing.rule === code)?.crossedAt ?? null;
      const duty = duties.find(({ kind }) => kind === consequence);
      // A reply that is owed is not a reply: the step is done when the office has answered.
      if (duty)
        return { kind: consequence, threshold, doneAt: duty.metAt, dueAt: duty.metAt ? null : duty.dueAt };
      return { kind: consequence, threshold, doneAt: crossedAt, dueAt: null };
    });
  const published: JourneyStep = {
    kind: "proposal",
    threshold: null,
    doneAt: proposal.openedAt,
    dueAt: null,
  };
  return {
    ...proposal,
    duties: [...proposal.duties, ...forumDuties],
    steps: [
      published,
      ...stepsOf(milestones, crossings, proposal.duties),
      ...stepsOf(forumMilestones, forumCrossings, forumDuties),
    ],
    forum: forum
      ? {
          id: forum.id,
          open: forum.state === "open" && forum.closes_at >= now,
          closesAt: forum.closes_at.toISOString(),
          participants: forum.participants,
        }
      : null,
  };
}

export type ProposalPageView = Awaited<ReturnType<typeof readProposalPage>>;
