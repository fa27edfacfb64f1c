import type { AppLoadContext } from "@remix-run/node";
import type { DutyView } from "#app/domain/duty/read-duties.ts";
import { opinionMark } from "#app/domain/kinds/forum/give-opinion.ts";
import { type ForumView, readArguments, readOpinions } from "#app/domain/kinds/forum/read-forum.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import { replyGistOf } from "#app/doors/pages/reply-gist.ts";
import type { Queryable } from "#db/client.ts";
import type { Language } from "#db/tables/language.ts";

const PAGE_SIZE = 20;

/** A forum as its page shows it, in the reader's language. */
export function forumPageOf(forum: ForumView, { directory, language }: AppLoadContext) {
  const labels = labelsOf(directory, language);
  const duties = (kind: DutyView["kind"]) =>
    forum.duties.filter((duty) => duty.kind === kind).map((duty) => dutyOf(duty, forum, language));
  return {
    id: forum.id,
    title: forum.title,
    summary: forum.summary,
    open: forum.state === "open",
    category: labels.category(forum.category),
    district: labels.district(forum.district),
    openedAt: forum.openedAt,
    closesAt: forum.closesAt,
    participants: forum.participants,
    stances: forum.stances,
    milestones: forum.milestones.map(({ threshold, consequence, days }) => ({
      at: threshold,
      consequence,
      days,
    })),
    nextThreshold: forum.nextThreshold,
    steps: forum.steps,
    background: forum.background,
    pictures: forum.pictures,
    proposal: forum.proposal,
    mayorDuties: duties("mayor-reply"),
    departmentDuties: duties("department-reply"),
    answer: replyGistOf(forum.duties, language),
    timeline: forum.timeline,
    offices: labels.offices,
    own: forum.reader.opinion && { ...forum.reader.opinion, history: forum.reader.history },
    /** Which opinion of theirs the reader has before them. */
    seen: opinionMark(forum.reader.opinion),
  };
}

export type ForumPageData = ReturnType<typeof forumPageOf>;

function dutyOf(duty: DutyView, { ownVerdicts }: ForumView, language: Language) {
  return {
    id: duty.id,
    kind: duty.kind,
    office: duty.officeName[language],
    dueAt: duty.dueAt,
    metAt: duty.metAt,
    replies: duty.replies.map(({ version, decision, html, nextDate, publishedAt }) => ({
      version,
      decision,
      html,
      nextDate,
      publishedAt,
    })),
    answered: duty.answered,
    own: ownVerdicts.get(duty.id) ?? null,
  };
}

const LISTS = ["all", "for", "against", "other"] as const;
export type ListOfOpinions = (typeof LISTS)[number];

/**
 * Which opinions are asked for; what an address says wrongly counts as not said. Without a wish the strongest arguments
 * stand side by side, and no list of them all.
 */
export function opinionsAsked(url: URL) {
  const said = url.searchParams.get("stance");
  const order = url.searchParams.get("order") === "newest" ? ("newest" as const) : ("helpful" as const);
  const cursor = url.searchParams.get("cursor");
  const list =
    LISTS.find((candidate) => candidate === said) ?? (order === "newest" || cursor !== null ? "all" : null);
  return { list, order, cursor };
}

/** The opinions that an address asks for. */
export async function opinionsOf(
  db: Queryable,
  forumId: number,
  { list, order, cursor }: ReturnType<typeof opinionsAsked>,
  personId: number | undefined,
  now: Date,
) {
  if (list === null) return { list, ...(await readArguments(db, forumId, personId, now)) };
  const stance = list === "all" ? undefined : list;
  return {
    list,
    order,
    ...(await readOpinions(db, forumId, { stance, order, cursor }, personId, PAGE_SIZE)),
  };
}

export type OpinionsData = Awaited<ReturnType<typeof opinionsOf>>;
