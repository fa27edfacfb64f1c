import { type DutyState, dutyState } from "#app/domain/duty/duty-state.ts";
import { PortalError } from "#app/domain/errors.ts";
import { markdownToHtml } from "#app/platform/markdown.ts";
import type { Queryable } from "#db/client.ts";
import { listDutiesOfMatters, listReplies } from "#db/queries/duties.ts";
import { listEventsOfMatters } from "#db/queries/events.ts";
import { listForumsOfProposals } from "#db/queries/forums.ts";
import { findMatter, listSupplements, listSupportDays, listTranslations } from "#db/queries/matters.ts";
import { listPicturesOfMatter } from "#db/queries/pictures.ts";
import { listCrossings, listRules } from "#db/queries/rules.ts";
import { listSupported } from "#db/queries/supports.ts";
import type { Decision, DutyKind } from "#db/tables/duty.ts";
import type { Language, Localized } from "#db/tables/language.ts";
import { proposalStage } from "./stage.ts";

export interface DutyView {
  id: number;
  kind: DutyKind;
  /** The office's code. */
  office: string;
  officeName: Localized;
  openedAt: string;
  dueAt: string;
  metAt: string | null;
  state: DutyState;
  replies: { version: number; decision: Decision; body: string; html: string; publishedAt: string }[];
}

/** The duties of some matters with every version of every reply: two queries. */
export async function readDuties(db: Queryable, matterIds: number[], now: Date): Promise<DutyView[]> {
  const duties = await listDutiesOfMatters(db, matterIds);
  const replied = duties.filter((duty) => duty.replies > 0).map((duty) => duty.id);
  const replies = replied.length === 0 ? [] : await listReplies(db, replied);
  return duties.map((duty) => ({
    id: duty.id,
    kind: duty.kind,
    office: duty.office_code,
    officeName: duty.office_name,
    openedAt: duty.opened_at.toISOString(),
    dueAt: duty.due_at.toISOString(),
    metAt: duty.met_at?.toISOString() ?? null,
    state: dutyState(duty, now),
    replies: replies
      .filter((reply) => reply.duty_id === duty.id)
      .map(({ version, decision, body, published_at }) => ({
        version,
        decision,
        body,
        html: markdownToHtml(body),
        publishedAt: published_at.toISOString(),
      })),
  }));
}

export async function readCrossings(db: Queryable, matterId: number) {
  const crossings = await listCrossings(db, [matterId]);
  return crossings.map((crossing) => ({
    at: crossing.threshold,
    rule: crossing.code,
    crossedAt: crossing.crossed_at.toISOString(),
  }));
}

/** The rules that a matter was published under, lowest first: the milestones of its bar. */
export async function readMilestones(db: Queryable, ruleSetId: number | null, kind: "proposal" | "forum") {
  const rules = ruleSetId === null ? [] : await listRules(db, ruleSetId);
  return rules
    .filter((rule) => rule.matter_kind === kind)
    .map(({ code, threshold, consequence, days }) => ({ code, threshold, consequence, days }));
}

/** The timeline: the public ledger, as far as it speaks of these matters. */
export async function readTimeline(db: Queryable, matterIds: number[]) {
  const events = await listEventsOfMatters(db, matterIds);
  return events.map(({ seq, matter_id, kind, at, data }) => ({
    seq,
    matter: matter_id,
    kind,
    at: at.toISOString(),
    data,
  }));
}

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
  const [translations, supplements, pictures, crossings, milestones, days, supported, forums, duties] =
    await Promise.all([
      listTranslations(db, id),
      listSupplements(db, id),
      listPicturesOfMatter(db, id),
      readCrossings(db, id),
      readMilestones(db, matter.rule_set_id, "proposal"),
      listSupportDays(db, id),
      personId === undefined ? new Set<number>() : listSupported(db, personId, [id]),
      listForumsOfProposals(db, [id]),
      readDuties(db, [id], now),
    ]);
  const forumId = forums.get(id) ?? null;
  const state = matter.state === "open" && matter.closes_at < now ? "closed" : matter.state;
  const translation = translations.find((candidate) => candidate.language === language);
  const isAuthor = personId !== undefined && matter.author_id === personId;
  return {
    id,
    title: matter.title,
    body: matter.body,
    html: markdownToHtml(matter.body),
    language: matter.language,
    /** The title and a summary in the reader's language, where the proposal was written in another. */
    translation: translation && language !== matter.language ? translation : null,
    category: matter.category,
    district: matter.district,
    state,
    stage: proposalStage(
      state,
      duties.map((duty) => duty.state),
    ),
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
    crossings,
    duties,
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
