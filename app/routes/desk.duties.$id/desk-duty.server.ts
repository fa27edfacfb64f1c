import type { AppLoadContext } from "@remix-run/node";
import { matterPath } from "#app/domain/matter/address.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import type { readDeskDuty } from "#app/domain/views/read-desk.ts";

/** A duty as its desk shows it, in the reader's language. */
export function deskDutyOf(
  duty: Awaited<ReturnType<typeof readDeskDuty>>,
  { directory, language }: AppLoadContext,
) {
  const labels = labelsOf(directory, language);
  const { proposal, forum } = duty;
  const title = forum?.title ?? proposal?.translation?.title ?? proposal?.title ?? duty.matter.title;
  return {
    duty: {
      id: duty.id,
      kind: duty.kind,
      title,
      office: duty.officeName[language],
      openedAt: duty.openedAt,
      dueAt: duty.dueAt,
      metAt: duty.metAt,
      replies: duty.replies,
      nextDate: duty.nextDate,
      answered: duty.answered,
      mayReply: duty.mayReply,
      versions: duty.versions.map(({ version, decision, html, nextDate, publishedAt }) => ({
        version,
        decision,
        html,
        nextDate,
        publishedAt,
      })),
      publicPath: matterPath(duty.matter.kind, duty.matter.id),
      proposal: proposal && {
        id: proposal.id,
        html: proposal.html,
        language: proposal.language,
        authorName: proposal.authorName,
        category: labels.category(proposal.category),
        district: labels.district(proposal.district),
        openedAt: proposal.openedAt,
        supportCount: proposal.supportCount,
        supplements: proposal.supplements,
      },
      forum: forum && {
        id: forum.id,
        participants: forum.participants,
        stances: forum.stances,
        opinions: forum.opinions.map(({ id, stance, body, authorName, helpful }) => ({
          id,
          stance,
          body,
          authorName,
          helpful,
        })),
      },
    },
  };
}

export type DeskDuty = ReturnType<typeof deskDutyOf>["duty"];
