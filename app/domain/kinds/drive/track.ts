import type { Period } from "#app/domain/calendar/dates.ts";
import type { StepState } from "#app/domain/matter/step-state.ts";
import type { DriveState } from "#db/tables/drive.ts";
import type { CalendarStep, StatuteDefinition } from "#db/tables/statute-definition.ts";
import { type DriveDates, driveCalendar, endOfStep } from "./calendar.ts";

/** The steps that the public sees a drive go, in their order; which of them a drive has follows from its statute. */
export const TRACK_STEPS = [
  "certify",
  "collect",
  "hand-in",
  "publish-list",
  "inspect",
  "objections",
  "shortfall",
  "accept",
  "introduce",
  "decide",
] as const;
type TrackStepCode = (typeof TRACK_STEPS)[number];

export interface TrackStep {
  code: TrackStepCode;
  /** `late`: of what the council owes; `failed`: the drive came to its end here. */
  state: StepState;
  /** When it was done (ISO); null: not yet, or never. */
  doneAt: string | null;
  /** Its last moment by law (ISO), once what it begins with is known. */
  dueAt: string | null;
  /** What the law gives it, for a step whose beginning is not known yet. */
  span: Period | null;
  article: string | null;
}

export interface TrackFacts extends DriveDates {
  state: DriveState;
  /** Enough have signed. */
  reached: boolean;
}

/** The step that a state waits at; undefined: none, it is over. */
const WAITS_AT: Record<DriveState, TrackStepCode | undefined> = {
  collecting: "collect",
  collected: "hand-in",
  "handed-in": "publish-list",
  inspection: "inspect",
  deciding: "accept",
  shortfall: "shortfall",
  accepted: "introduce",
  introduced: "decide",
  adopted: undefined,
  rejected: undefined,
  lapsed: undefined,
  dismissed: undefined,
};

const isDecidingObjections = ({ windows }: StatuteDefinition, { state, decidableAt }: TrackFacts) =>
  state === "deciding" && decidableAt === null && typeof windows.objectionDays === "number";

/** Where a drive that came to nothing ended: too few signed, no list came in time, or the list was not enough. */
function failedAt({ state, reached }: TrackFacts): TrackStepCode | undefined {
  if (state === "lapsed") return reached ? "hand-in" : "collect";
  return state === "dismissed" ? "accept" : undefined;
}

const LEGAL_STEP: Record<TrackStepCode, CalendarStep | undefined> = {
  certify: undefined,
  collect: "collect",
  "hand-in": "hand-in",
  "publish-list": "publish-list",
  inspect: "inspect",
  objections: "objections",
  shortfall: "shortfall",
  accept: "accept",
  introduce: "introduce",
  decide: "decide",
};

/** What the council owes: others are in nobody's debt when their day has passed. */
const OWED: ReadonlySet<TrackStepCode> = new Set([
  "publish-list",
  "objections",
  "accept",
  "introduce",
  "decide",
]);

/** The steps that a drive of this statute goes; a second chance only when it was given. */
function stepsOf(statute: StatuteDefinition, facts: TrackFacts): TrackStepCode[] {
  const { windows } = statute;
  const has: Record<TrackStepCode, boolean> = {
    certify: true,
    collect: true,
    "hand-in": windows.handInDays !== null,
    "publish-list": windows.publishListDays !== null,
    inspect: windows.inspectDays !== null,
    objections: typeof windows.objectionDays === "number",
    shortfall: facts.shortfallUntil !== null,
    accept: true,
    introduce: windows.introduceDays !== null || facts.introducedAt !== null,
    decide: windows.decideYears !== null || facts.decidedAt !== null,
  };
  const codes = TRACK_STEPS.filter((code) => has[code]);
  // A list that was made good goes the way from the handing in again.
  return wasMadeGood(statute, facts) ? codes.toSorted((a, b) => placeAgain(a) - placeAgain(b)) : codes;
}

/** Whether the list that was handed in last came after the shortfall was granted, and not before. */
function wasMadeGood(
  statute: StatuteDefinition,
  { handedInAt, shortfallUntil, state, daysOff }: TrackFacts,
): boolean {
  if (!shortfallUntil || !handedInAt || state === "shortfall") return false;
  const law = { definition: statute, days_off: daysOff };
  return (
    endOfStep(law, "shortfall", handedInAt, { days: statute.windows.shortfallDays ?? 0 }) >= shortfallUntil
  );
}

const placeAgain = (code: TrackStepCode) => (code === "shortfall" ? 1.5 : TRACK_STEPS.indexOf(code));

function spanOf(code: TrackStepCode, { windows }: StatuteDefinition): Period | null {
  const days = (count: number | null) => (count === null ? null : { days: count });
  if (code === "collect") return windows.collect;
  if (code === "hand-in") return days(windows.handInDays);
  if (code === "publish-list") return days(windows.publishListDays);
  if (code === "inspect") return days(windows.inspectDays);
  if (code === "objections") return days(windows.objectionDays ?? null);
  if (code === "shortfall") return days(windows.shortfallDays);
  if (code === "accept") return windows.acceptMonths ? { months: windows.acceptMonths } : null;
  if (code === "introduce") return days(windows.introduceDays);
  if (code === "decide") return windows.decideYears === null ? null : { years: windows.decideYears };
  return null;
}

const earliest = (...dates: (Date | null)[]) =>
  dates.reduce((first, date) => (date && (!first || date < first) ? date : first), null);

function doneAtOf(code: TrackStepCode, facts: TrackFacts): Date | null {
  const dates: Record<TrackStepCode, Date | null> = {
    certify: facts.certifiedAt,
    collect: earliest(facts.handedInAt, facts.acceptedAt, facts.collectUntil),
    "hand-in": facts.handedInAt,
    "publish-list": facts.listPublishedAt,
    inspect: facts.inspectUntil,
    objections: facts.decidableAt,
    shortfall: facts.shortfallUntil,
    accept: facts.acceptedAt,
    introduce: facts.introducedAt,
    decide: facts.decidedAt,
  };
  return dates[code];
}

/**
 * The whole way of a drive: what is done and when, where it stands and until when, what is to come and how long the
 * law gives it. No I/O: the state says where it stands, `now` only whether that is late.
 */
export function trackOf(statute: StatuteDefinition, facts: TrackFacts, now: Date): TrackStep[] {
  const codes = stepsOf(statute, facts);
  const failed = failedAt(facts);
  // Until every objection is decided, that is what the acceptance waits for.
  const waits = isDecidingObjections(statute, facts) ? "objections" : WAITS_AT[facts.state];
  // Nothing waits, or the law that the portal knows ends here: every step is done.
  const at = codes.findIndex((code) => code === (failed ?? waits));
  const here = at === -1 ? codes.length : at;
  const legal = new Map(driveCalendar(facts, statute).map((date) => [date.step, date]));
  return codes.map((code, index): TrackStep => {
    const step = LEGAL_STEP[code];
    const extended = code === "decide" ? legal.get("extend") : undefined;
    const date = extended ?? (step && legal.get(step));
    const late = OWED.has(code) && date !== undefined && date.dueAt < now;
    const running = failed ? "failed" : late ? "late" : "running";
    const state = index < here ? "done" : index > here ? "ahead" : running;
    return {
      code,
      state,
      doneAt: state === "done" ? (doneAtOf(code, facts)?.toISOString() ?? null) : null,
      dueAt: (state === "running" || state === "late") && date ? date.dueAt.toISOString() : null,
      span: state === "ahead" ? spanOf(code, statute) : null,
      article: (step && (statute.articles[extended ? "extend" : step] ?? null)) ?? null,
    };
  });
}
