import type { Database } from "#db/client.ts";
import { listAbuseSigns } from "#db/queries/abuse-signs.ts";
import { countPaper } from "#db/queries/drive-counts.ts";
import { listFrozenLists } from "#db/queries/frozen-lists.ts";
import { countObjections, listObjections } from "#db/queries/objections.ts";
import { countWaiting } from "#db/queries/paper-waiting.ts";
import { countRegister } from "#db/queries/register.ts";
import { type ClerkActName, obstaclesTo, readinessOf } from "./clerk-acts.ts";
import { getDrive } from "./get-drive.ts";
import { nextDate } from "./next-date.ts";
import { actsAt } from "./procedure.ts";

/** What stands above each of a drive's pages on the desk. @throws PortalError "not-found" */
export async function readClerkDriveHead(db: Database, spaceId: number, matterId: number) {
  const [drive, { doubtful }, { waiting }] = await Promise.all([
    getDrive(db, spaceId, matterId),
    countPaper(db, matterId),
    countObjections(db, matterId),
  ]);
  return { drive, doubtful, objections: waiting };
}

/** A drive as the clerk has it on the desk; nothing in it names a signer. @throws PortalError "not-found" */
export async function readClerkDrive(db: Database, spaceId: number, matterId: number) {
  const drive = await getDrive(db, spaceId, matterId);
  const [readiness, paper, waiting, register, frozen, objections, signs] = await Promise.all([
    readinessOf(db, drive),
    countPaper(db, matterId),
    countWaiting(db, matterId),
    countRegister(db, matterId),
    listFrozenLists(db, matterId),
    listObjections(db, matterId),
    listAbuseSigns(db, matterId),
  ]);
  const acts = clerkActsAt(drive.state).map((act) => ({
    act,
    obstacles: obstaclesTo(act, drive, readiness),
  }));
  return {
    drive,
    readiness,
    signed: { online: drive.support_count - drive.paper_count, paper: drive.paper_count },
    paper: { ...paper, waiting },
    register,
    frozen,
    objections,
    signs,
    acts,
    next: nextDate(drive),
  };
}

export type ClerkDrive = Awaited<ReturnType<typeof readClerkDrive>>;

/** The clerk's acts at a state; to adopt and to reject are one form: the council's decision. */
function clerkActsAt(state: Parameters<typeof actsAt>[0]): ClerkActName[] {
  const acts = actsAt(state, "clerk").flatMap((act): ClerkActName[] => {
    switch (act) {
      case "publish-list":
      case "grant-shortfall":
      case "accept":
      case "dismiss":
      case "introduce":
      case "extend":
        return [act];
      case "adopt":
        return ["decide"];
      default:
        return [];
    }
  });
  return acts;
}
