import type { DriveSummary } from "#app/domain/kinds/drive/browse-drives.ts";
import type { DriveView } from "#app/domain/kinds/drive/read-drive.ts";
import { dutyBody } from "./api-bodies.ts";

/** What the API says of drives: the outside contract, apart from what pages need. */
export function driveItem(drive: DriveSummary) {
  const { id, title, summary, kind, category, stage, supportCount, required, certifiedAt, collectUntil } =
    drive;
  return {
    id,
    title,
    summary,
    kind,
    category,
    stage,
    phase: drive.phase,
    signatures: { count: supportCount, required },
    certifiedAt,
    collectUntil,
    decidedAt: drive.decidedAt,
  };
}

export function driveBody(view: DriveView) {
  return {
    id: view.id,
    title: view.title,
    kind: view.statute.code,
    statuteVersion: view.statute.version,
    category: view.category,
    stage: view.stage,
    phase: view.phase,
    listed: view.listed,
    draft: view.draft,
    textHash: view.draftHash,
    certificate: view.certificate,
    representatives: view.representatives,
    signatures: {
      count: view.supportCount,
      required: view.required,
      online: view.online,
      paper: view.paper,
      districts: view.districts.districts.map(({ code, signed, eligible, minimum }) => ({
        district: code,
        count: signed,
        eligible,
        minimum,
      })),
      days: view.days.map(({ day, net }) => ({ day, net })),
    },
    formula: view.formula && {
      eligible: view.formula.eligible,
      asOf: view.formula.asOf,
      numerator: view.formula.share.numerator,
      denominator: view.formula.share.denominator,
    },
    milestones: view.milestones.map(({ code, threshold, reachedAt }) => ({ code, threshold, reachedAt })),
    steps: view.track.map(({ code, state, doneAt, dueAt, article }) => ({
      code,
      // late or not, it is the step that the drive waits at: `dueAt` and the duties say the rest
      state: state === "running" || state === "late" ? ("now" as const) : state,
      doneAt,
      dueAt,
      article,
    })),
    duties: view.duties.map(dutyBody),
    certifiedAt: view.certifiedAt,
    closesAt: view.closesAt,
    decision: view.decision,
    decidedAt: view.decidedAt,
    signed: view.reader.signed,
  };
}
