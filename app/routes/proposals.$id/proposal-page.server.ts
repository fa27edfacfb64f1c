import type { ProposalPageView } from "#app/domain/kinds/proposal/read-proposal-page.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import { shownPlace } from "#app/doors/pages/place-choice.ts";
import { replyGistOf } from "#app/doors/pages/reply-gist.ts";
import type { Language } from "#db/tables/language.ts";

/** A proposal as its page shows it, in the reader's language: labels for codes, and only what is shown. */
export function proposalPageOf(view: ProposalPageView, directory: Directory, language: Language) {
  const { id, html, state, stage, source, importedCount, milestones, translation } = view;
  const labels = labelsOf(directory, language);
  const category = directory.categories.find(({ code }) => code === view.category);
  return {
    id,
    title: translation?.title ?? view.title,
    /** Only where there is a translation: the original is the text itself. */
    summary: translation?.summary ?? null,
    /** The language that the text was written in, when it is not the page's. */
    foreign: view.language === language ? null : { lang: view.language, title: view.title },
    translated: translation !== null,
    html,
    state,
    stage,
    authorName: view.authorName,
    category: { code: view.category, label: labels.category(view.category) },
    district: labels.district(view.district),
    place: shownPlace({ directory, language }, view.place),
    office: category?.officeName?.[language] ?? null,
    openedAt: view.openedAt,
    closesAt: view.closesAt,
    endedAt: view.endedAt,
    supportCount: view.supportCount,
    nextThreshold: view.nextThreshold,
    imported: source !== null && importedCount !== null ? { source, count: importedCount } : null,
    milestones: milestones.map(({ threshold, consequence }) => ({ at: threshold, consequence })),
    steps: view.steps,
    duties: view.duties.map(
      ({ id: dutyId, kind, officeName, dueAt, metAt, state: dutyState, replies, answered }) => ({
        id: dutyId,
        kind,
        office: officeName[language],
        dueAt,
        metAt,
        state: dutyState,
        replies: replies.map(({ version, decision, html: replyHtml, nextDate, publishedAt }) => ({
          version,
          decision,
          html: replyHtml,
          nextDate,
          publishedAt,
        })),
        answered,
        own: view.ownVerdicts.get(dutyId) ?? null,
      }),
    ),
    answer: replyGistOf(view.duties, language),
    forum: view.forum,
    supplements: view.supplements,
    pictures: view.pictures,
    timeline: view.timeline,
    offices: labels.offices,
    reader: view.reader,
  };
}

export type ProposalPageData = ReturnType<typeof proposalPageOf>;
