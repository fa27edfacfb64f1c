import type { Directory } from "#app/domain/space/directory.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import type { readFrontPage } from "#app/domain/views/read-front-page.ts";
import { driveItemsOf } from "#app/doors/pages/drive-items.ts";
import { dutyItemsOf } from "#app/doors/pages/duty-items.ts";
import { pollItemsOf } from "#app/doors/pages/poll-items.ts";
import { proposalItemsOf } from "#app/doors/pages/proposal-items.ts";
import { voteItemsOf } from "#app/doors/pages/vote-items.ts";
import type { Language } from "#db/tables/language.ts";

/** The first page in the reader's language. */
export function frontPageOf(
  page: Awaited<ReturnType<typeof readFrontPage>>,
  directory: Directory,
  language: Language,
) {
  const { rules, owed, answered, titles, counts, kinds } = page;
  const { hot, closest } = kinds.proposal;
  const labels = labelsOf(directory, language);
  return {
    rules,
    hot: proposalItemsOf(hot, directory, language).map((proposal, index) => ({
      ...proposal,
      week: hot[index]?.week ?? 0,
    })),
    closest: proposalItemsOf(closest, directory, language),
    drives: driveItemsOf(kinds.drive, directory, language),
    polls: pollItemsOf(kinds.poll, directory, language),
    votes: voteItemsOf(kinds.vote, directory, language),
    owed: dutyItemsOf(owed, titles, language),
    answered: answered.map(({ duty, decision, excerpt }) => ({
      id: duty.id,
      office: duty.officeName[language],
      matter: { ...duty.matter, title: titles.get(duty.matter.id) ?? duty.matter.title },
      metAt: duty.metAt,
      decision,
      excerpt,
    })),
    counts,
    forums: kinds.forum.map(
      ({ id, title, summary, category, participants, nextThreshold, milestones, stances, closesAt }) => ({
        id,
        title,
        summary,
        category: labels.category(category),
        participants,
        nextThreshold,
        milestones,
        stances,
        closesAt,
      }),
    ),
  };
}

export type FrontPageData = ReturnType<typeof frontPageOf>;
