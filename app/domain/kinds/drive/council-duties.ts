import { openDuty } from "#app/domain/duty/open-duty.ts";
import type { LedgerLine } from "#app/domain/ledger/lines.ts";
import type { Tx } from "#db/client.ts";
import { type DriveRow, updateDrive } from "#db/queries/drives.ts";
import { meetSteps, moveStep } from "#db/queries/duties.ts";
import { countObjections } from "#db/queries/objections.ts";
import { findCouncilOffice } from "#db/queries/spaces.ts";
import type { CouncilKind } from "#db/tables/duty.ts";
import type { CalendarStep } from "#db/tables/statute-definition.ts";
import { endOfStep } from "./calendar.ts";

/**
 * What the council owes by law on a drive's way, each with the day and the article that the statute names: opened
 * with the act that begins its period, met with the act that fulfils it. `again`: after a shortfall, for a second
 * list. Where the statute names no time, nothing is owed by a day.
 */
const KINDS = {
  inspect: "council-inspection",
  "inspect-again": "council-inspection",
  accept: "council-acceptance",
  "accept-again": "council-acceptance",
  introduce: "council-introduction",
  decide: "council-decision",
} as const satisfies Record<string, CouncilKind>;
type CouncilStep = keyof typeof KINDS;

const articleOf = ({ definition }: DriveRow, ...steps: CalendarStep[]) =>
  steps.map((step) => definition.articles[step]).find((article) => article !== undefined) ?? null;

async function owe(
  tx: Tx,
  drive: DriveRow,
  step: CouncilStep,
  period: { openedAt: Date; dueAt: Date; article: string | null },
): Promise<LedgerLine[]> {
  const office = await findCouncilOffice(tx, drive.space_id);
  // A space without a council has nobody who owes it.
  if (!office) return [];
  const matter = { id: drive.matter_id, space_id: drive.space_id };
  const cause = { threshold_code: null, step };
  return [await openDuty(tx, matter, { cause, kind: KINDS[step], office, ...period })];
}

const meet = (tx: Tx, drive: DriveRow, steps: CouncilStep[], at: Date) =>
  meetSteps(tx, drive.matter_id, steps, at);

/** The list is open for inspection until that day; what is objected to must be decided in the days after. */
export async function oweInspection(
  tx: Tx,
  drive: DriveRow,
  at: Date,
  until: Date | null,
  round: number,
): Promise<LedgerLine[]> {
  if (until === null) return [];
  const days = drive.definition.windows.objectionDays ?? null;
  return owe(tx, drive, round > 1 ? "inspect-again" : "inspect", {
    openedAt: at,
    dueAt: days === null ? until : endOfStep(drive, "objections", until, { days }),
    article: days === null ? articleOf(drive, "inspect") : articleOf(drive, "objections", "inspect"),
  });
}

/**
 * The inspection is over: with no objection left undecided it has its result, and the acceptance can be decided.
 *
 * @param over the law's day, however late the job runs
 */
export async function endInspection(tx: Tx, drive: DriveRow, over: Date): Promise<LedgerLine[]> {
  const { waiting } = await countObjections(tx, drive.matter_id);
  const lawWaits = typeof drive.definition.windows.objectionDays === "number";
  if (waiting === 0 || !lawWaits) await meet(tx, drive, ["inspect", "inspect-again"], over);
  return waiting === 0 ? oweAcceptance(tx, drive, over) : [];
}

/** An objection was decided: the last one after the inspection completes its result. */
export async function afterObjection(tx: Tx, drive: DriveRow, at: Date): Promise<LedgerLine[]> {
  if (drive.state !== "deciding" || drive.decidable_at !== null) return [];
  if ((await countObjections(tx, drive.matter_id)).waiting > 0) return [];
  await meet(tx, drive, ["inspect", "inspect-again"], at);
  return oweAcceptance(tx, drive, at);
}

/** Nothing is in the way of accepting or dismissing the list any more. */
export async function oweAcceptance(tx: Tx, drive: DriveRow, from: Date): Promise<LedgerLine[]> {
  await updateDrive(tx, drive.matter_id, { decidable_at: from });
  const months = drive.definition.windows.acceptMonths ?? null;
  if (months === null) return [];
  return owe(tx, drive, drive.shortfall_until === null ? "accept" : "accept-again", {
    openedAt: from,
    dueAt: endOfStep(drive, "accept", from, { months }),
    article: articleOf(drive, "accept"),
  });
}

/** It was accepted, dismissed, or given days to make it good. */
export const meetAcceptance = (tx: Tx, drive: DriveRow, at: Date) =>
  meet(tx, drive, ["accept", "accept-again"], at);

/** From the day on which it was accepted: to introduce it, and to decide on it. */
export async function oweDecisions(tx: Tx, drive: DriveRow, at: Date): Promise<LedgerLine[]> {
  const { introduceDays, decideYears } = drive.definition.windows;
  const lines: LedgerLine[] = [];
  if (introduceDays !== null) {
    const dueAt = endOfStep(drive, "introduce", at, { days: introduceDays });
    const article = articleOf(drive, "introduce");
    lines.push(...(await owe(tx, drive, "introduce", { openedAt: at, dueAt, article })));
  }
  if (decideYears !== null) {
    const dueAt = endOfStep(drive, "decide", at, { years: decideYears });
    const article = articleOf(drive, "decide");
    lines.push(...(await owe(tx, drive, "decide", { openedAt: at, dueAt, article })));
  }
  return lines;
}

export const meetIntroduction = (tx: Tx, drive: DriveRow, at: Date) => meet(tx, drive, ["introduce"], at);

/** The council took its further time. */
export const extendDecisionDuty = (tx: Tx, drive: DriveRow, until: Date) =>
  moveStep(tx, drive.matter_id, "decide", {
    due_at: until,
    article: articleOf(drive, "extend", "decide"),
  });

export const meetDecision = (tx: Tx, drive: DriveRow, at: Date) => meet(tx, drive, ["decide"], at);
