import { owesReply, readDuties } from "#app/domain/duty/read-duties.ts";
import { readOwnVerdicts } from "#app/domain/duty/verdict.ts";
import { PortalError } from "#app/domain/errors.ts";
import { readTimeline } from "#app/domain/ledger/read-timeline.ts";
import { decodeCursor, encodeCursor } from "#app/domain/matter/cursor.ts";
import { matterStateAt } from "#app/domain/matter/matter-state.ts";
import { journeyOf } from "#app/domain/threshold/journey.ts";
import { crossingsOf, readMilestonesOf } from "#app/domain/threshold/read-thresholds.ts";
import type { Queryable } from "#db/client.ts";
import { findForum, listBackground, listForums } from "#db/queries/forums.ts";
import { listMattersByIds } from "#db/queries/matter-lists.ts";
import { findMatter, listTranslations } from "#db/queries/matters.ts";
import {
  findOpinionOf,
  type ListedOpinion,
  listHelpful,
  listOpinionReplies,
  listOpinions,
  listOpinionVersions,
  listStrongCandidates,
} from "#db/queries/opinions.ts";
import { listPicturesOfMatter } from "#db/queries/pictures.ts";
import type { Stance } from "#db/tables/forum.ts";
import type { Language } from "#db/tables/language.ts";
import { strongestFirst } from "./strength.ts";

/**
 * One forum, whole but for its opinions (see {@link readOpinions}).
 *
 * @throws PortalError "not-found"
 */
export async function readForum(
  db: Queryable,
  spaceId: number,
  id: number,
  reader: { personId: number | undefined; language: Language },
  now: Date,
) {
  const [forum, matter] = await Promise.all([
    findForum(db, spaceId, id),
    findMatter(db, spaceId, id, "forum"),
  ]);
  if (!forum || !matter) throw new PortalError("not-found");
  const { personId, language } = reader;
  const [translations, proposals, background, pictures, milestonesOf, owed, owedBefore, timeline, own] =
    await Promise.all([
      listTranslations(db, id),
      listMattersByIds(db, spaceId, [forum.proposal_id], language),
      listBackground(db, id),
      listPicturesOfMatter(db, forum.proposal_id),
      readMilestonesOf(db, [id, forum.proposal_id]),
      readDuties(db, [id], now),
      readDuties(db, [forum.proposal_id], now),
      readTimeline(db, [forum.proposal_id, id]),
      personId === undefined ? undefined : findOpinionOf(db, id, personId),
    ]);
  const history = own && own.version > 1 ? await listOpinionVersions(db, own.id) : [];
  const translation = translations.find((candidate) => candidate.language === language);
  const [proposal] = proposals;
  const milestones = milestonesOf.get(id) ?? [];
  const duties = owed.filter(owesReply);
  const dutiesBefore = owedBefore.filter(owesReply);
  const all = [...dutiesBefore, ...duties];
  const state = matterStateAt(forum, now);
  const closesAt = forum.closes_at.toISOString();
  return {
    id,
    title: translation?.title ?? forum.title,
    summary: translation?.summary ?? null,
    state,
    category: forum.category,
    district: forum.district,
    openedAt: forum.opened_at.toISOString(),
    closesAt,
    participants: forum.participants,
    stances: { for: forum.for_count, against: forum.against_count, other: forum.other_count },
    nextThreshold: forum.next_threshold,
    milestones,
    crossings: crossingsOf(milestones),
    duties: all,
    ownVerdicts: await readOwnVerdicts(db, personId, all, now),
    steps: proposal
      ? journeyOf({
          state: matterStateAt(proposal, now),
          count: proposal.support_count,
          milestones: milestonesOf.get(proposal.id) ?? [],
          duties: dutiesBefore,
          closesAt: proposal.closes_at.toISOString(),
          endedAt: null,
          forum: { milestones, duties, count: forum.participants, open: state === "open", closesAt },
          forumToCome: [],
        })
      : [],
    timeline,
    background,
    /** The proposal's. */
    pictures,
    proposal: {
      id: forum.proposal_id,
      title: proposal?.title ?? forum.title,
      supportCount: proposal?.support_count ?? 0,
    },
    reader: {
      opinion: own
        ? {
            id: own.id,
            stance: own.stance,
            body: own.body,
            version: own.version,
            updatedAt: own.updated_at.toISOString(),
          }
        : null,
      history: history.map(({ version, stance, body, written_at }) => ({
        version,
        stance,
        body,
        writtenAt: written_at.toISOString(),
      })),
    },
  };
}

export type ForumView = Awaited<ReturnType<typeof readForum>>;

const REPLIES_SHOWN = 20;

type OpinionOrder = "helpful" | "newest";

/** A page of opinions of a forum that is read beside (`readForum` says whether it is the space's), three queries, whatever its length. */
export async function readOpinions(
  db: Queryable,
  forumId: number,
  asked: { stance?: Stance; order: OpinionOrder; cursor: string | null },
  personId: number | undefined,
  pageSize: number,
) {
  const after = decodeCursor(asked.cursor, asked.order, ["number"]);
  const filter = {
    forumId,
    stance: asked.stance,
    order: asked.order,
    after: after && { helpful: Number(after.values[0]), id: after.id },
  };
  const rows = await listOpinions(db, filter, pageSize + 1);
  const page = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? page.at(-1) : undefined;
  return {
    items: await viewsOf(db, page, personId),
    next: last ? encodeCursor({ order: asked.order, values: [last.helpful_count], id: last.id }) : null,
  };
}

/** Of each stance, most of them; of those that stand on neither side fewer. */
const MOST_ARGUMENTS = { for: 5, against: 5, other: 3 };
const CANDIDATES = { helpful: 20, newest: 30 };

/** The strongest of what is said for and against, and of the rest: three queries. */
export async function readArguments(db: Queryable, forumId: number, personId: number | undefined, now: Date) {
  const candidates = await listStrongCandidates(db, forumId, CANDIDATES);
  const strongest = (stance: Stance) =>
    strongestFirst(
      candidates.filter((opinion) => opinion.stance === stance),
      now,
    ).slice(0, MOST_ARGUMENTS[stance]);
  const chosen = [...strongest("for"), ...strongest("against"), ...strongest("other")];
  const views = await viewsOf(db, chosen, personId);
  const of = (stance: Stance) => views.filter((opinion) => opinion.stance === stance);
  return { for: of("for"), against: of("against"), other: of("other") };
}

/** With their first replies and what they are to the reader: two queries, whatever their number. */
async function viewsOf(db: Queryable, opinions: readonly ListedOpinion[], personId: number | undefined) {
  const ids = opinions.map((opinion) => opinion.id);
  const answered = opinions.filter((opinion) => opinion.reply_count > 0).map((opinion) => opinion.id);
  const [replies, helpful] = await Promise.all([
    listOpinionReplies(db, answered, REPLIES_SHOWN),
    personId === undefined ? new Set<number>() : listHelpful(db, personId, ids),
  ]);
  return opinions.map((opinion) => ({
    id: opinion.id,
    stance: opinion.stance,
    body: opinion.body,
    authorName: opinion.public_name,
    isOwn: opinion.person_id === personId,
    changed: opinion.version > 1,
    helpful: opinion.helpful_count,
    foundHelpful: helpful.has(opinion.id),
    createdAt: opinion.created_at.toISOString(),
    updatedAt: opinion.updated_at.toISOString(),
    replyCount: opinion.reply_count,
    replies: replies
      .filter((reply) => reply.opinion_id === opinion.id)
      .map(({ id, body, created_at, public_name }) => ({
        id,
        body,
        authorName: public_name,
        createdAt: created_at.toISOString(),
      })),
  }));
}

export type OpinionView = Awaited<ReturnType<typeof viewsOf>>[number];

export type ForumSummary = Awaited<ReturnType<typeof readForums>>["items"][number];

/**
 * Forums, newest first.
 *
 * @throws PortalError "invalid-input" for a cursor that this list did not give out
 */
export async function readForums(
  db: Queryable,
  spaceId: number,
  language: Language,
  cursor: string | null,
  now: Date,
  pageSize: number,
) {
  const after = decodeCursor(cursor, "newest", []);
  const rows = await listForums(db, spaceId, after?.id, pageSize + 1);
  const page = rows.slice(0, pageSize);
  const ids = page.map((forum) => forum.id);
  const [titles, milestones] = await Promise.all([
    ids.length === 0 ? [] : listMattersByIds(db, spaceId, ids, language),
    readMilestonesOf(db, ids),
  ]);
  const last = rows.length > pageSize ? page.at(-1) : undefined;
  return {
    items: page.map((forum) => {
      const listed = titles.find((matter) => matter.id === forum.id);
      return {
        id: forum.id,
        title: listed?.title ?? forum.title,
        summary: listed?.summary ?? null,
        state: matterStateAt(forum, now),
        category: forum.category,
        participants: forum.participants,
        nextThreshold: forum.next_threshold,
        milestones: (milestones.get(forum.id) ?? []).map(({ threshold, consequence }) => ({
          at: threshold,
          consequence,
        })),
        stances: { for: forum.for_count, against: forum.against_count, other: forum.other_count },
        openedAt: forum.opened_at.toISOString(),
        closesAt: forum.closes_at.toISOString(),
      };
    }),
    next: last ? encodeCursor({ order: "newest", values: [], id: last.id }) : null,
  };
}
