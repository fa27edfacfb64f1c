import { seoulDay } from "#app/domain/calendar/dates.ts";
import type { LedgerEntry } from "#app/domain/ledger/ledger.ts";
import type { Reached } from "#app/domain/support/count.ts";
import type { Tx } from "#db/client.ts";
import {
  findDrive,
  listDriveMilestones,
  markMilestone,
  moveDrive,
  setDriveMatter,
  updateDrive,
} from "#db/queries/drives.ts";
import { enqueue } from "#db/queries/jobs.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import { listPauses } from "#db/queries/statutes.ts";
import { deleteDataAt, windowWithPauses } from "./calendar.ts";
import { ACTS } from "./procedure.ts";
import type { StatuteDefinition } from "./statute.ts";

/** The numbers of a drive, the lowest first. */
export async function thresholdsOf(tx: Tx, matterId: number): Promise<number[]> {
  const milestones = await listDriveMilestones(tx, matterId);
  return milestones.map((milestone) => milestone.threshold);
}

/**
 * What follows when a drive reaches one of its numbers: it is listed, its window begins anew, or it goes to who must
 * deal with it. The caller holds the matter's row lock, writes its counters, and appends the returned lines last.
 */
export async function reachMilestone(
  tx: Tx,
  matter: { id: number; space_id: number },
  { threshold, serial, at }: Reached,
): Promise<LedgerEntry[]> {
  const milestone = await markMilestone(tx, matter.id, threshold, at, serial);
  const drive = milestone && (await findDrive(tx, matter.space_id, matter.id));
  if (!drive) return [];
  await enqueue(tx, "tell-milestone", { matterId: matter.id, threshold });
  const line = { spaceId: matter.space_id, matterId: matter.id, at };
  const { code, days } = milestone;
  const lines: LedgerEntry[] = [{ ...line, kind: "milestone-reached", data: { code, threshold } }];
  const leads = leadsTo(drive.definition, code);
  if (leads === "listed") await updateDrive(tx, matter.id, { listed_at: at });
  if (leads === "accepted") {
    const { from, to } = ACTS.refer;
    const { introduceDays, decideYears } = drive.definition.windows;
    // Where it goes on by law, the time of keeping begins with its end.
    const ends = introduceDays === null && decideYears === null;
    const change = { accepted_at: at, ...(ends && { delete_data_at: deleteDataAt(drive.definition, at) }) };
    if (await moveDrive(tx, matter.id, from, to, change)) {
      await setDriveMatter(tx, matter.id, null, at);
      lines.push({ ...line, kind: "accepted", data: {} });
    }
  } else if (days !== null) {
    const pauses = await listPauses(tx, matter.space_id, seoulDay(at));
    const until = windowWithPauses(at, { days }, drive.definition, pauses);
    await updateDrive(tx, matter.id, { collect_until: until });
    await setDriveMatter(tx, matter.id, until, at);
  }
  if (leads !== "nothing") await noteSearchChanges(tx, [{ kind: "drive", id: matter.id }]);
  return lines;
}

/** What reaching a number leads to by the law itself; nothing: those who lead the drive act next. */
export function leadsTo({ threshold }: StatuteDefinition, code: string): "listed" | "accepted" | "nothing" {
  const milestone = threshold.kind === "fixed" && threshold.milestones.find((one) => one.code === code);
  return milestone ? milestone.leads : "nothing";
}
