import { owesReply, readDuties } from "#app/domain/duty/read-duties.ts";
import { PortalError } from "#app/domain/errors.ts";
import { readTimeline } from "#app/domain/ledger/read-timeline.ts";
import { isAuthorOf } from "#app/domain/matter/is-author.ts";
import { matterStateAt } from "#app/domain/matter/matter-state.ts";
import { placeOf } from "#app/domain/place/point.ts";
import { crossingsOf, readMilestones } from "#app/domain/threshold/read-thresholds.ts";
import { dialectOf, markdownToHtml } from "#app/platform/markdown.ts";
import type { Queryable } from "#db/client.ts";
import { listForumsOfProposals } from "#db/queries/forums.ts";
import { findMatter, listSupportDays, listTranslations } from "#db/queries/matters.ts";
import { listPicturesOfMatter } from "#db/queries/pictures.ts";
import { listSupplements } from "#db/queries/proposals.ts";
import { listSupported } from "#db/queries/supports.ts";
import type { Language } from "#db/tables/language.ts";
import { countDutyStates, proposalStage } from "./stage.ts";

/**
 * One proposal, whole, as everybody may see it; `personId` adds what it is to the reader.
 *
 * @throws PortalError "not-found"
 */
export async function readProposal(
  db: Queryable,
  spaceId: number,
  id: number,
  reader: { personId: number | undefined; language: Language },
  now: Date,
) {
  const matter = await findMatter(db, spaceId, id, "proposal");
  if (!matter) throw new PortalError("not-found");
  const { personId, language } = reader;
  const [translations, supplements, pictures, milestones, days, supported, forums, duties] =
    await Promise.all([
      listTranslations(db, id),
      listSupplements(db, id),
      listPicturesOfMatter(db, id),
      readMilestones(db, id),
      listSupportDays(db, id),
      personId === undefined ? new Set<number>() : listSupported(db, personId, [id]),
      listForumsOfProposals(db, [id]),
      readDuties(db, [id], now),
    ]);
  const forumId = forums.get(id) ?? null;
  const state = matterStateAt(matter, now);
  const translation = translations.find((candidate) => candidate.language === language);
  const isAuthor = isAuthorOf(matter, personId);
  return {
    id,
    title: matter.title,
    body: matter.body,
    html: markdownToHtml(matter.body, dialectOf(matter.source)),
    language: matter.language,
    /** The title and a summary in the reader's language, where the proposal was written in another. */
    translation: translation && language !== matter.language ? translation : null,
    category: matter.category,
    district: matter.district,
    place: placeOf(matter),
    state,
    stage: proposalStage(state, countDutyStates(duties.map((duty) => duty.state))),
    authorName: matter.author_name,
    openedAt: matter.opened_at.toISOString(),
    updatedAt: matter.updated_at.toISOString(),
    closesAt: matter.closes_at.toISOString(),
    endedAt: matter.ended_at?.toISOString() ?? null,
    supportCount: matter.support_count,
    importedCount: matter.imported_count,
    source: matter.source,
    nextThreshold: matter.next_threshold,
    ruleSetId: matter.rule_set_id,
    milestones,
    crossings: crossingsOf(milestones),
    duties: duties.filter(owesReply),
    forumId,
    supplements: supplements.map(({ position, body, created_at }) => ({
      position,
      html: markdownToHtml(body),
      createdAt: created_at.toISOString(),
    })),
    pictures,
    days,
    timeline: await readTimeline(db, forumId === null ? [id] : [id, forumId]),
    reader: {
      supports: supported.has(id),
      isAuthor,
      mayEdit: isAuthor && state === "open" && matter.text_fixed_at === null,
      maySupplement: isAuthor && state === "open",
    },
  };
}

export type ProposalView = Awaited<ReturnType<typeof readProposal>>;
