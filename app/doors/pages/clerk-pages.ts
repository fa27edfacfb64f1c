import type { AppLoadContext } from "@remix-run/node";
import type { ClerkDesk } from "#app/domain/kinds/drive/read-clerk-desk.ts";
import type { ClerkDrive } from "#app/domain/kinds/drive/read-clerk-drive.ts";
import { dutyItemsOf } from "#app/doors/pages/duty-items.ts";
import type { DriveStage } from "#db/tables/drive.ts";

/** The order in which stages stand on the desk: as drives go through them. */
const STAGE_ORDER: readonly DriveStage[] = [
  "collecting",
  "collected",
  "shortfall",
  "handed-in",
  "inspection",
  "deciding",
  "accepted",
  "introduced",
];

/** The clerk's desk in the reader's language. */
export function clerkDeskOf(desk: ClerkDesk, { language }: Pick<AppLoadContext, "language">) {
  const drives = desk.drives.map(({ row, next }) => ({
    id: row.matter_id,
    title: row.title,
    kind: row.definition.name[language],
    stage: row.stage,
    supportCount: row.support_count,
    required: row.required,
    doubtful: row.doubtful,
    objections: row.objections,
    dueAt: next?.dueAt.toISOString() ?? null,
  }));
  const titles = new Map(desk.owed.map(({ matter }) => [matter.id, matter.title]));
  return {
    owed: dutyItemsOf(desk.owed, titles, language),
    applications: desk.applications.map((application) => ({
      id: application.id,
      title: application.title,
      kind: application.definition.name[language],
      representative: application.public_name,
      submittedAt: application.submitted_at?.toISOString() ?? null,
    })),
    stages: STAGE_ORDER.map((stage) => ({
      stage,
      drives: drives.filter((drive) => drive.stage === stage),
    })).filter((group) => group.drives.length > 0),
    ended: desk.stages.reduce(
      (sum, { stage, count }) => (STAGE_ORDER.includes(stage) ? sum : sum + Number(count)),
      0,
    ),
    dates: desk.dates.map(({ row, step, from, dueAt, article }) => ({
      id: row.matter_id,
      title: row.title,
      step,
      from: from.toISOString(),
      dueAt: dueAt.toISOString(),
      article,
    })),
    doubtful: drives.filter(({ doubtful }) => doubtful > 0),
    signs: desk.signs.map((sign) => ({
      id: sign.id,
      driveId: sign.matter_id,
      title: sign.title,
      kind: sign.kind,
      about: sign.about,
      times: sign.times,
      lastAt: sign.last_at.toISOString(),
    })),
  };
}
export type ClerkDeskView = ReturnType<typeof clerkDeskOf>;

/** One drive on the desk. */
export function clerkDriveOf(
  found: ClerkDrive,
  viewerId: number,
  { language }: Pick<AppLoadContext, "language">,
) {
  const { drive, readiness, signed, paper, register, frozen, objections, signs, acts, next } = found;
  return {
    id: drive.matter_id,
    title: drive.title,
    kind: drive.definition.name[language],
    stage: drive.stage,
    certificate: drive.certificate,
    required: drive.required,
    supportCount: drive.support_count,
    valid: readiness.valid,
    online: signed.online,
    paper,
    register,
    isOwn: drive.representative_id === viewerId,
    next: next && { step: next.step, dueAt: next.dueAt.toISOString(), article: next.article },
    inspectUntil: drive.inspect_until?.toISOString() ?? null,
    acts,
    note: drive.clerk_note,
    frozen: frozen.map((list) => ({
      round: list.round,
      online: list.online,
      paper: list.paper,
      hash: list.hash.toString("hex"),
      seq: list.event_seq,
      at: list.frozen_at.toISOString(),
    })),
    objections: objections.map((objection) => ({
      id: objection.id,
      by: objection.public_name,
      body: objection.body,
      madeAt: objection.made_at.toISOString(),
      upheld: objection.upheld,
      answer: objection.answer,
      struck: objection.struck,
    })),
    signs: signs.map((sign) => ({
      id: sign.id,
      driveId: sign.matter_id,
      title: drive.title,
      kind: sign.kind,
      about: sign.about,
      times: sign.times,
      lastAt: sign.last_at.toISOString(),
      seenAt: sign.seen_at?.toISOString() ?? null,
    })),
  };
}
export type ClerkDriveView = ReturnType<typeof clerkDriveOf>;
