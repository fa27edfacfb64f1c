import type { DutySummary, DutyView } from "#app/domain/duty/read-duties.ts";
import type { ForumView, OpinionView } from "#app/domain/kinds/forum/read-forum.ts";
import type { ProposalView } from "#app/domain/kinds/proposal/read-proposal.ts";
import type { ProposalSummary } from "#app/domain/kinds/proposal/summaries.ts";
import type { LedgerEvent } from "#app/domain/ledger/read-events.ts";
import type { RuleVersion } from "#app/domain/threshold/read-rules.ts";

/** What the API says of each noun: the outside contract (DESIGN.md, section 5), apart from what pages need. */

const supportOf = (view: { supportCount: number; importedCount: number | null; source: string | null }) =>
  view.source === null
    ? { count: view.supportCount }
    : { count: view.supportCount, imported: { count: view.importedCount, source: view.source } };

export function proposalItem(summary: ProposalSummary) {
  const { id, title, summary: text, category, district, state, stage, forumId, openedAt, closesAt } = summary;
  return {
    id,
    title,
    summary: text,
    category,
    district,
    state,
    stage,
    support: supportOf(summary),
    nextThreshold: summary.nextThreshold,
    forum: forumId,
    publishedAt: openedAt,
    closesAt,
  };
}

export const dutyBody = ({
  id,
  kind,
  office,
  dueAt,
  state,
  openedAt,
  metAt,
  article,
  replies,
}: DutyView) => ({
  id,
  kind,
  office,
  dueAt,
  state,
  openedAt,
  metAt,
  article,
  replies: replies.map(({ version, decision, body, publishedAt }) => ({
    version,
    decision,
    body,
    publishedAt,
  })),
});

export function proposalBody(view: ProposalView) {
  return {
    id: view.id,
    title: view.title,
    body: view.body,
    language: view.language,
    category: view.category,
    district: view.district,
    state: view.state,
    stage: view.stage,
    author: view.authorName,
    support: supportOf(view),
    nextThreshold: view.nextThreshold,
    crossings: view.crossings,
    duties: view.duties.map(dutyBody),
    forum: view.forumId,
    supplements: view.supplements.map(({ html, createdAt }) => ({ html, createdAt })),
    pictures: view.pictures.map(({ id, alt, width, height }) => ({
      url: `/pictures/${id}`,
      alt,
      width,
      height,
    })),
    publishedAt: view.openedAt,
    closesAt: view.closesAt,
    agreed: view.reader.supports,
  };
}

export function dutyItem(duty: DutySummary) {
  const { id, kind, office, dueAt, state, openedAt, metAt, article, matter } = duty;
  return { id, kind, office, dueAt, state, openedAt, metAt, article, matter };
}

export function forumBody(view: ForumView) {
  return {
    id: view.id,
    title: view.title,
    state: view.state,
    category: view.category,
    district: view.district,
    proposal: view.proposal.id,
    opensAt: view.openedAt,
    closesAt: view.closesAt,
    participants: view.participants,
    stances: view.stances,
    nextThreshold: view.nextThreshold,
    crossings: view.crossings,
    // the proposal's own duties are with the proposal
    duties: view.duties.filter((duty) => duty.kind === "mayor-reply").map(dutyBody),
    background: view.background,
    opinion: view.reader.opinion,
  };
}

export function opinionItem({ id, stance, body, authorName, replies, ...opinion }: OpinionView) {
  const { helpful, changed, createdAt, replyCount } = opinion;
  return {
    id,
    stance,
    body,
    author: authorName,
    helpful,
    changed,
    createdAt,
    replyCount,
    replies: replies.map((reply) => ({
      id: reply.id,
      body: reply.body,
      author: reply.authorName,
      createdAt: reply.createdAt,
    })),
  };
}

export function eventItem(event: LedgerEvent) {
  return {
    seq: event.seq,
    space: event.space_id,
    matter: event.matter_id,
    kind: event.kind,
    at: event.at.toISOString(),
    data: event.data,
    hash: event.hash.toString("hex"),
  };
}

export function ruleSetBody({ version, note, openDays, publishedAt, rules }: RuleVersion) {
  return {
    version,
    note,
    openDays,
    publishedAt,
    rules: rules.map(({ code, matterKind, measure, threshold, consequence, days }) => ({
      code,
      matterKind,
      measure,
      threshold,
      consequence,
      days,
    })),
  };
}
